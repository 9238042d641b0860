// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.access.Sessions.Session;
import io.tracklayer.core.intake.HttpOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Logging in, and what a logged-in operator may know of themselves. */
public final class AccountPage {
    private static final List<String> COLUMNS = List.of("Logged in", "Last used", "From");

    private AccountPage() {}

    /**
     * The form for name and password.
     *
     * @param next where to go afterwards, a path of this node
     * @param problem what was wrong with the last try; empty at first
     */
    public static HttpOutput login(int status, String next, String problem) {
        Html html = Frame.begin("Log in", "");
        if (!problem.isEmpty()) {
            html.element("p", problem, "class", "banner failed", "role", "alert");
        }
        html.open("form", "method", "post", "action", "/login", "class", "panel login")
                .empty("input", "type", "hidden", "name", "next", "value", next);
        field(html, "Name", "name", "text", "username", "autofocus", "autofocus");
        field(html, "Password", "password", "password", "current-password");
        html.element("button", "Log in", "class", "primary").close();
        return Answers.page(status, html.document());
    }

    private static void field(
            Html html,
            String label,
            String name,
            String type,
            String autocomplete,
            String... more) {
        List<String> attributes =
                new ArrayList<>(List.of("name", name, "type", type, "autocomplete", autocomplete));
        attributes.addAll(List.of("required", "required", "maxlength", "200"));
        attributes.addAll(List.of(more));
        html.open("label").text(label).empty("input", attributes.toArray(String[]::new)).close();
    }

    /** A page that asks its own address again: a link from elsewhere brought no cookie along. */
    public static HttpOutput again(String path) {
        return Answers.page(
                200,
                new Html()
                        .open("html", "lang", "en")
                        .open("head")
                        .empty("meta", "charset", "utf-8")
                        .empty("meta", "http-equiv", "refresh", "content", "0; url=" + path)
                        .element("title", "TrackLayer")
                        .close()
                        .open("body")
                        .element("a", "Go on", "href", path)
                        .document());
    }

    /** That something is not for them. */
    public static HttpOutput refused(int status, String sentence) {
        return Frame.problem(status, "That is not for you", sentence);
    }

    /** Who they are, what they may, and where they are logged in. */
    public static HttpOutput show(Operator operator, List<Session> sessions) {
        Html html = Frame.begin("Account", "");
        html.element(
                "p",
                operator.name() + ": " + operator.role().wire() + ", sees " + merchants(operator));
        if (!sessions.isEmpty()) {
            table(html, sessions);
            html.mark(Nameplate.EVERYWHERE);
        }
        return Answers.page(200, html.document());
    }

    private static void table(Html html, List<Session> sessions) {
        html.open("table").open("thead").open("tr");
        COLUMNS.forEach(column -> html.element("th", column, "scope", "col"));
        html.close().close().open("tbody");
        for (Session session : sessions) {
            html.open("tr").open("td", "data-label", COLUMNS.get(0));
            Words.time(html, session.opened());
            html.close().open("td", "data-label", COLUMNS.get(1));
            Words.time(html, session.used());
            html.close().element("td", session.address(), "data-label", COLUMNS.get(2)).close();
        }
        html.close().close();
    }

    private static String merchants(Operator operator) {
        return operator.merchants().isEmpty()
                ? "all merchants"
                : operator.merchants().stream().sorted().collect(Collectors.joining(", "));
    }

    /** The button that ends a session, or all of them. */
    static void logout(Html html, String csrf, String label, String everywhere) {
        html.open("form", "method", "post", "action", "/logout", "class", "logout")
                .empty("input", "type", "hidden", "name", "csrf", "value", csrf)
                .empty("input", "type", "hidden", "name", "everywhere", "value", everywhere)
                .element("button", label)
                .close();
    }

    /** The same as JSON. */
    public static HttpOutput json(Operator operator) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", operator.name());
        tree.put("role", operator.role().wire());
        tree.put("merchants", operator.merchants().stream().sorted().toList());
        return Answers.json(200, tree);
    }
}
