// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.operator;

import io.tracklayer.console.AccountPage;
import io.tracklayer.core.access.LoginThrottle;
import io.tracklayer.core.access.Operators;
import io.tracklayer.core.access.Sessions;
import io.tracklayer.core.intake.HttpOutput;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Logs operators in and out. Answers pages, since browsers ask. */
public final class LoginDesk {
    /** Where the form is, and where it goes. */
    public static final String LOGIN = "/login";

    /** Where a session ends. */
    public static final String LOGOUT = "/logout";

    private static final int AT_ONCE = 2;
    private static final String NOT_ENCRYPTED =
            "This connection is not encrypted, so no password is taken. Put a proxy with TLS in front that sends"
                    + " X-Forwarded-Proto, and list its address in node.trusted-proxies; or, when TLS certainly ends"
                    + " somewhere in front, set https: always in operators.yaml.";

    private final Supplier<Operators> operators;
    private final Sessions sessions;
    private final LoginThrottle throttle;
    private final AccessTrail trail;

    /** A hash is made to cost time: strangers must not get all of it. */
    private final Semaphore hashing = new Semaphore(AT_ONCE);

    public LoginDesk(
            Supplier<Operators> operators, Sessions sessions, AccessTrail trail, Clock clock) {
        this.operators = operators;
        this.sessions = sessions;
        this.throttle = new LoginThrottle(clock);
        this.trail = trail;
    }

    /** The form, or where somebody goes who needs none. */
    public HttpOutput form(Connection connection, String next, boolean loggedIn) {
        if (loggedIn || operators.get().none()) {
            return redirect(LocalPath.of(next), Map.of());
        }
        return AccountPage.login(
                200, LocalPath.of(next), connection.takesPasswords() ? "" : NOT_ENCRYPTED);
    }

    /**
     * Checks name and password and opens a session.
     *
     * @param form name, password, next
     * @param before id of the session of the browser, which ends; or empty
     */
    public HttpOutput login(Connection connection, Map<String, String> form, String before) {
        String name = form.getOrDefault("name", "").strip();
        String next = LocalPath.of(form.getOrDefault("next", "/"));
        if (!connection.takesPasswords()) {
            return AccountPage.login(403, next, NOT_ENCRYPTED);
        }
        if (!hashing.tryAcquire()) {
            return later(next, Duration.ofSeconds(1), "Others are logging in.");
        }
        try {
            Optional<Duration> wait = throttle.refuses(name, connection.address());
            if (wait.isPresent()) {
                return later(next, wait.get(), "There were too many failed logins.");
            }
            return operators
                    .get()
                    .prove(name, form.getOrDefault("password", ""))
                    .map(proven -> entered(connection, proven, next, before))
                    .orElseGet(() -> failed(connection, name, next));
        } finally {
            hashing.release();
        }
    }

    private HttpOutput entered(
            Connection connection, Operators.Proven proven, String next, String before) {
        String name = proven.operator().name();
        throttle.succeeded(name, connection.address());
        sessions.end(before);
        String id = sessions.open(proven, connection.address());
        trail.note(name, "access.login", connection.address(), "logged in");
        return redirect(next, Map.of("Set-Cookie", SessionCookie.set(connection, id)));
    }

    private HttpOutput failed(Connection connection, String name, String next) {
        boolean known = operators.get().find(name).isPresent();
        boolean token = name.equals(Operators.TOKEN_HOLDER.name());
        // What was typed as a name may be a password.
        trail.refused(
                known || token ? name : "unknown",
                "access.login_failed",
                connection.address(),
                known || token ? "the password was wrong" : "nobody has the name that was given");
        return AccountPage.login(401, next, "Name or password is wrong.");
    }

    private static HttpOutput later(String next, Duration wait, String why) {
        long seconds = Math.max(1, wait.toSeconds() + (wait.toNanosPart() > 0 ? 1 : 0));
        HttpOutput page =
                AccountPage.login(429, next, why + " Try again in " + seconds + " seconds.");
        Map<String, String> headers = new HashMap<>(page.headers());
        headers.put("Retry-After", Long.toString(seconds));
        return new HttpOutput(page.status(), page.contentType(), page.body(), headers);
    }

    /** Ends the session of a guest, or all of theirs. */
    public HttpOutput logout(Connection connection, Entrance.Guest guest, boolean everywhere) {
        String name = guest.operator().name();
        if (everywhere) {
            sessions.endAll(name);
        } else if (guest.credential() instanceof Entrance.Credential.Cookie cookie) {
            sessions.end(cookie.id());
        }
        trail.note(
                name,
                "access.logout",
                connection.address(),
                everywhere ? "logged out everywhere" : "logged out");
        return redirect(LOGIN, Map.of("Set-Cookie", SessionCookie.gone(connection)));
    }

    /** Sends a browser on with a GET. */
    public static HttpOutput redirect(String path, Map<String, String> further) {
        Map<String, String> headers = new HashMap<>(further);
        headers.put("Location", path);
        return new HttpOutput(
                303, "text/plain; charset=utf-8", path.getBytes(StandardCharsets.UTF_8), headers);
    }
}
