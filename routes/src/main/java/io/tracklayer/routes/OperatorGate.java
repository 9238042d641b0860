// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.console.AccountPage;
import io.tracklayer.core.access.Operator;
import io.tracklayer.core.access.Operators;
import io.tracklayer.core.access.Role;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.intake.Intake;
import io.tracklayer.routes.operator.AccessTrail;
import io.tracklayer.routes.operator.Connection;
import io.tracklayer.routes.operator.Entrance;
import io.tracklayer.routes.operator.Entrance.Credential;
import io.tracklayer.routes.operator.Entrance.Guest;
import io.tracklayer.routes.operator.LocalPath;
import io.tracklayer.routes.operator.LoginDesk;
import io.tracklayer.routes.operator.OperatorDesk;
import io.tracklayer.routes.operator.OperatorRequest;
import io.tracklayer.routes.operator.SessionCookie;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Lets operators in: loopback only until somebody can prove who they are, then whoever does, by a
 * session or a token. Says which of their requests are not theirs to make.
 */
final class OperatorGate {
    static final HttpOutput CROSS_SITE =
            Intake.error(
                    403, "cross_site", "a page of another site may not make the node do something");

    private static final HttpOutput LOOPBACK_ONLY =
            Intake.error(
                    403,
                    "loopback_only",
                    "console and API answer loopback only until there are operators: tl operators add, or node.admin-token");
    private static final HttpOutput LOGIN_REQUIRED =
            Intake.error(
                    401,
                    "login_required",
                    "log in at /login, or present an API token or the admin token as bearer token");
    private static final HttpOutput NOT_MEANT =
            Intake.error(
                    403,
                    "csrf",
                    "an order of a session needs its token in X-CSRF-Token; load the page again");

    private static final String ASSETS = "/assets/";

    /** Sees style sheets, and no merchant: none is named like this. */
    private static final Guest NOBODY =
            new Guest(
                    new Operator("nobody", Role.VIEWER, Set.of("/")), new Credential.Nothing(), "");

    private static final int MOST_BYTES = 4 * 1024;
    private static final Pattern PERSONS = Pattern.compile("(/api/v1)?/identities(/\\d{1,18})?");

    private final Supplier<Configuration> configuration;
    private final Supplier<Operators> operators;
    private final Entrance entrance;
    private final LoginDesk logins;
    private final AccessTrail trail;
    private final Runnable ended;

    /**
     * @param ended told when a session was ended
     */
    OperatorGate(
            Supplier<Configuration> configuration,
            Supplier<Operators> operators,
            Entrance entrance,
            LoginDesk logins,
            AccessTrail trail,
            Runnable ended) {
        this.configuration = configuration;
        this.operators = operators;
        this.entrance = entrance;
        this.logins = logins;
        this.trail = trail;
        this.ended = ended;
    }

    /** Who was let in, or why nobody was. */
    record Admission(Optional<Guest> guest, HttpOutput refusal) {}

    /**
     * A form on any page can make the operator's browser post here, with the credentials it
     * remembers; the browser then names that page's origin. Of our own pages, which tell no
     * referrer, it names none, but says that the site is the same.
     */
    static boolean fromAnotherSite(HttpServerRequest request) {
        String origin = request.getHeader("origin");
        if (origin == null || request.method().name().equals("GET")) {
            return false;
        }
        boolean ownForm =
                origin.equals("null") && "same-origin".equals(request.getHeader("sec-fetch-site"));
        String own = "://" + request.authority();
        return !ownForm && !origin.equals("http" + own) && !origin.equals("https" + own);
    }

    /** Whether a request is about logging in or out. */
    boolean isLogin(HttpServerRequest request) {
        boolean login = request.path().equals(LoginDesk.LOGIN);
        boolean logout = request.path().equals(LoginDesk.LOGOUT);
        return switch (request.method().name()) {
            case "GET" -> login && reachable(request);
            case "POST" -> (login || logout) && reachable(request);
            default -> false;
        };
    }

    private boolean reachable(HttpServerRequest request) {
        return entrance.guarded() || connection(request).local();
    }

    /** Answers it; a password is checked by a worker. */
    void login(
            HttpServerRequest request,
            Consumer<HttpOutput> answer,
            BiConsumer<HttpServerRequest, Supplier<HttpOutput>> work) {
        Connection connection = connection(request);
        Optional<Guest> guest = cookie(request, connection).flatMap(entrance::enter);
        if (request.method().name().equals("GET")) {
            String next = QueryText.first(request, "next").orElse("/");
            answer.accept(logins.form(connection, next, guest.isPresent()));
        } else if (request.path().equals(LoginDesk.LOGIN)) {
            String before = cookie(request, connection).map(Credential.Cookie::id).orElse("");
            JsonBody.form(
                    request,
                    MOST_BYTES,
                    form -> work.accept(request, () -> logins.login(connection, form, before)),
                    answer);
        } else {
            JsonBody.form(
                    request,
                    MOST_BYTES,
                    form -> answer.accept(loggedOut(connection, guest, form)),
                    answer);
        }
    }

    private HttpOutput loggedOut(
            Connection connection, Optional<Guest> guest, Map<String, String> form) {
        if (guest.isEmpty()) {
            return LoginDesk.redirect(LoginDesk.LOGIN, Map.of());
        }
        if (!Entrance.meant(guest.get(), form.get("csrf"))) {
            return NOT_MEANT;
        }
        boolean everywhere = "1".equals(form.get("everywhere"));
        HttpOutput answer = logins.logout(connection, guest.get(), everywhere);
        ended.run();
        return answer;
    }

    /** Lets somebody in, or says what they have to bring. */
    Admission admit(HttpServerRequest request) {
        Connection connection = connection(request);
        if (!entrance.guarded()) {
            return connection.local()
                    ? admission(entrance.enter(new Credential.Nothing()), LOGIN_REQUIRED)
                    : new Admission(Optional.empty(), LOOPBACK_ONLY);
        }
        String authorization = request.getHeader("authorization");
        Optional<? extends Credential> presented =
                authorization == null
                        ? cookie(request, connection)
                        : Optional.of(Entrance.token(authorization));
        Optional<Guest> guest = presented.flatMap(entrance::enter);
        return guest.isEmpty() && request.path().startsWith(ASSETS)
                ? admission(Optional.of(NOBODY), LOGIN_REQUIRED)
                : admission(guest, unknown(request));
    }

    private static Admission admission(Optional<Guest> guest, HttpOutput refusal) {
        return new Admission(guest, refusal);
    }

    /** A browser is led to the login; a program is told. */
    private static HttpOutput unknown(HttpServerRequest request) {
        String accept = request.getHeader("accept");
        String site = request.getHeader("sec-fetch-site");
        boolean page =
                request.method().name().equals("GET")
                        && !request.path().startsWith("/api/")
                        && accept != null
                        && accept.contains("text/html");
        if (page) {
            String path = LocalPath.of(request.uri());
            return "cross-site".equals(site)
                    ? AccountPage.again(path)
                    : LoginDesk.redirect(
                            LoginDesk.LOGIN
                                    + "?next="
                                    + URLEncoder.encode(path, StandardCharsets.UTF_8),
                            Map.of());
        }
        // A browser would ask for a name and password of its own, over the page.
        return site == null
                ? new HttpOutput(
                        LOGIN_REQUIRED.status(),
                        LOGIN_REQUIRED.contentType(),
                        LOGIN_REQUIRED.body(),
                        Map.of("WWW-Authenticate", "Basic realm=\"TrackLayer\""))
                : LOGIN_REQUIRED;
    }

    /** Why a guest is not answered by a desk. */
    Optional<HttpOutput> refusal(HttpServerRequest request, Guest guest, OperatorDesk desk) {
        String method = request.method().name();
        if (!method.equals("GET") && !Entrance.meant(guest, request.getHeader("x-csrf-token"))) {
            return Optional.of(noted(guest, method, request.path(), "no CSRF token", NOT_MEANT));
        }
        Role needed = desk.role(method, request.path());
        if (!guest.operator().may(needed)) {
            String sentence =
                    "this takes the role "
                            + needed.wire()
                            + ", and you are "
                            + guest.operator().role().wire();
            HttpOutput no = no("role_needed", request.path(), sentence);
            return Optional.of(noted(guest, method, request.path(), sentence, no));
        }
        if (!guest.operator().merchants().isEmpty() && !desk.scoped()) {
            String sentence = "this is about all merchants, and you see some only";
            HttpOutput no = no("all_merchants_needed", request.path(), sentence);
            return Optional.of(noted(guest, method, request.path(), sentence, no));
        }
        return Optional.empty();
    }

    private HttpOutput noted(
            Guest guest, String method, String path, String why, HttpOutput refusal) {
        if (!method.equals("GET")) {
            trail.refused(guest.operator().name(), "access.refused", method + " " + path, why);
        }
        return refusal;
    }

    /** The answer to an order about merchants of others. */
    HttpOutput refused(OperatorRequest request, String sentence) {
        if (!request.method().equals("GET")) {
            trail.refused(
                    request.operator().name(),
                    "access.refused",
                    request.method() + " " + request.path(),
                    sentence);
        }
        return no("all_merchants_needed", request.path(), sentence);
    }

    private static HttpOutput no(String code, String path, String sentence) {
        return path.startsWith("/api/")
                ? Intake.error(403, code, sentence)
                : AccountPage.refused(403, sentence);
    }

    /** Writes down who looked at persons. */
    void looked(OperatorRequest request, HttpOutput answer) {
        if (answer.status() == 200
                && request.method().equals("GET")
                && PERSONS.matcher(request.path()).matches()) {
            Set<String> by = new TreeSet<>(request.query().keySet());
            trail.note(
                    request.operator().name(),
                    "identity.view",
                    request.path(),
                    by.isEmpty() ? "looked at" : "looked for by " + String.join(", ", by));
        }
    }

    /** Whether a guest would still be let in as the same. */
    boolean still(Guest guest) {
        return entrance.still(guest);
    }

    private static Optional<Credential.Cookie> cookie(
            HttpServerRequest request, Connection connection) {
        Cookie cookie = request.getCookie(SessionCookie.name(connection));
        return Optional.ofNullable(cookie)
                .map(Cookie::getValue)
                .filter(id -> !id.isEmpty())
                .map(Credential.Cookie::new);
    }

    private Connection connection(HttpServerRequest request) {
        return Connections.of(
                request,
                configuration.get().node().trustedProxies(),
                operators.get().alwaysHttps());
    }
}
