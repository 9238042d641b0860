// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.spi.InquiryResult;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformRequest;
import java.util.List;
import java.util.Map;

/** What a plugin may give back; anything else is its fault. */
final class PluginResults {
    static final long MOST_BYTES = 100L * 1024 * 1024;

    private PluginResults() {}

    static Mapping check(Mapping mapping) {
        if (mapping instanceof Mapping.Skip skip) {
            require(skip.code() != null && skip.sentence() != null, "a skip without a reason");
            bounded(size(skip.code()) + size(skip.sentence()));
        } else if (mapping instanceof Mapping.Send send) {
            require(send.platformRecord() != null, "no record");
            bounded(size(send.platformRecord().body()));
        } else {
            throw new PluginFault("no mapping", null);
        }
        return mapping;
    }

    static PlatformRequest check(PlatformRequest request) {
        require(request != null && request.body() != null, "no request");
        bounded(request.body().length);
        // what is recorded and sent stays what it was, whoever else holds the array
        return new PlatformRequest(
                request.method(),
                request.url(),
                request.query(),
                request.headers(),
                request.body().clone());
    }

    static void check(Outcome outcome) {
        require(outcome != null, "no outcome");
        if (outcome instanceof Outcome.AcceptedPending pending) {
            require(
                    pending.receipt() != null && pending.receipt().length() <= Inquiry.MOST_RECEIPT,
                    "no receipt, or one that is too long");
            require(pending.askAfter() != null, "accepted pending without a time");
        } else if (outcome instanceof Outcome.Permanent permanent) {
            named(permanent.code(), permanent.text());
        } else if (outcome instanceof Outcome.Retry retry) {
            require(retry.after() != null, "retry without a time");
            named(retry.code(), retry.text());
        } else if (outcome instanceof Outcome.Throttled throttled) {
            require(throttled.pause() != null, "throttled without a time");
            named(throttled.code(), throttled.text());
        } else if (outcome instanceof Outcome.AuthHold hold) {
            named(hold.code(), hold.text());
        } else if (outcome instanceof Outcome.ConfigHold hold) {
            named(hold.code(), hold.text());
        } else if (outcome instanceof Outcome.Split split) {
            named(split.code(), split.text());
        } else if (outcome instanceof Outcome.AlreadyDelivered already) {
            named(already.code(), already.text());
        }
    }

    /** Checks that it is one outcome per record. */
    static List<Outcome> check(List<Outcome> outcomes, int records) {
        if (outcomes == null || outcomes.size() != records) {
            int given = outcomes == null ? 0 : outcomes.size();
            throw new PluginFault(given + " outcomes for " + records + " records", null);
        }
        outcomes.forEach(PluginResults::check);
        return List.copyOf(outcomes);
    }

    static InquiryResult check(InquiryResult result, int records) {
        if (result instanceof InquiryResult.Told told) {
            check(told.outcomes(), records).forEach(PluginResults::isFinal);
        } else if (result instanceof InquiryResult.NotYet later) {
            named(later.code(), later.text());
        } else {
            throw new PluginFault("no answer", null);
        }
        return result;
    }

    private static void isFinal(Outcome outcome) {
        require(!(outcome instanceof Outcome.AcceptedPending), "told, but accepted pending again");
    }

    private static void named(String code, String text) {
        require(code != null && text != null, "an outcome without code or text");
        bounded(size(code) + size(text));
    }

    private static void require(boolean kept, String otherwise) {
        if (!kept) {
            throw new PluginFault(otherwise, null);
        }
    }

    private static void bounded(long bytes) {
        require(bytes <= MOST_BYTES, "a result of more than 100 MB");
    }

    private static long size(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            long sum = 0;
            for (Map.Entry<?, ?> member : map.entrySet()) {
                sum += size(member.getKey()) + size(member.getValue());
            }
            return sum;
        }
        if (tree instanceof Iterable<?> list) {
            long sum = 1;
            for (Object element : list) {
                sum += size(element);
            }
            return sum;
        }
        return tree instanceof CharSequence text ? text.length() : 1;
    }
}
