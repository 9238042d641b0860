// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.access.Role;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.spi.DestinationDescriptor;
import io.tracklayer.spi.DestinationDescriptor.TestMode;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Setting;
import java.util.Arrays;
import java.util.List;

/**
 * What can be ordered about a destination. A script sends each form as JSON and shows the answer;
 * without it the forms stay hidden and the commands beside them say the same.
 */
final class DestinationOrders {
    private final Html html;
    private final Condition one;
    private final Operator operator;
    private final String id;

    DestinationOrders(Html html, Condition one, Operator operator) {
        this.html = html;
        this.one = one;
        this.operator = operator;
        this.id = one.config().id();
    }

    void write() {
        if (!operator.may(Role.OPERATOR)) {
            html.element(
                    "p",
                    "Your role may look. An operator pauses and tests it; an admin replaces its"
                            + " secrets.",
                    "class",
                    "why");
            return;
        }
        boolean refused =
                one.paused().filter(pause -> pause.kind() == Pause.Kind.AUTH_HOLD).isPresent();
        html.open("div", "class", "columns cards");
        if (refused) {
            one.descriptor().ifPresent(this::secret);
        }
        if (one.paused().filter(Pause::isOrdered).isPresent()) {
            begin("Let it send again", "resume", "tl destinations resume " + id);
            end("Resume");
        } else {
            begin("Have it send nothing for a while", "pause", "tl destinations pause " + id);
            field("Why (others read it)", "reason", "text");
            end("Pause");
        }
        begin("Check the connection", "probe", "tl destinations probe " + id);
        end("Check");
        one.descriptor().ifPresent(this::test);
        if (!refused) {
            one.descriptor().ifPresent(this::secret);
        }
        html.close();
    }

    private void test(DestinationDescriptor descriptor) {
        if (descriptor.testMode() == TestMode.NONE) {
            html.open("section", "class", "card")
                    .element("h2", "Send a test event")
                    .element(
                            "p",
                            descriptor.title()
                                    + " has no test mode: whatever is sent counts. Check the"
                                    + " connection instead.",
                            "class",
                            "why")
                    .close();
            return;
        }
        begin("Send a test event", "test-event", "tl destinations test " + id);
        html.open("label").text("Event").open("select", "name", "event");
        Arrays.stream(EventName.values())
                .map(EventName::wire)
                .forEach(
                        name -> {
                            if (name.equals(EventName.PURCHASE_PLACED.wire())) {
                                html.element("option", name, "value", name, "selected", "");
                            } else {
                                html.element("option", name, "value", name);
                            }
                        });
        html.close().close();
        field("Test code, if it gives one", "code", "text");
        end("Send");
    }

    private void secret(DestinationDescriptor descriptor) {
        List<String> secrets =
                descriptor.settings().stream().filter(Setting::secret).map(Setting::name).toList();
        if (secrets.isEmpty() || !operator.may(Role.ADMIN)) {
            return;
        }
        begin("Replace a secret", "secret", "tl destinations rotate " + id);
        html.open("label").text("Which").open("select", "name", "setting");
        secrets.forEach(name -> html.element("option", name, "value", name));
        html.close().close();
        field("New value", "value", "password");
        end("Replace");
    }

    private void begin(String title, String order, String command) {
        html.open("section", "class", "card")
                .element("h2", title)
                .open("p", "class", "why")
                .text("On the command line: ")
                .element("code", command)
                .close()
                .open(
                        "form",
                        "class",
                        "order filter",
                        "data-order",
                        "/api/v1/destinations/" + id + "/" + order,
                        "hidden",
                        "");
    }

    private void field(String label, String name, String type) {
        html.open("label")
                .text(label)
                .empty("input", "name", name, "type", type, "autocomplete", "off")
                .close();
    }

    private void end(String button) {
        html.element("button", button).element("output", "", "aria-live", "polite").close().close();
    }
}
