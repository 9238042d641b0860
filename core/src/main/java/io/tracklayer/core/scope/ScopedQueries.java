// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.scope;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.replay.ReplayQueries;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;

/**
 * Reads for one operator. A query counts as refused until a method of the same signature says what
 * of it a merchant's people may see, so that a new one cannot show too much by being forgotten.
 */
public final class ScopedQueries {
    private ScopedQueries() {}

    /**
     * What an operator may read.
     *
     * @return the queries themselves for who sees all merchants
     */
    public static EvidenceQueries of(
            EvidenceQueries all, Operator operator, Configuration configuration) {
        if (operator.merchants().isEmpty()) {
            return all;
        }
        Sight sight = new Sight(operator, configuration);
        ReplayQueries replays =
                scoped(ReplayQueries.class, new ScopedReplays(all.replays(), sight));
        return scoped(EvidenceQueries.class, new ScopedReads(all, replays, sight));
    }

    /** The method that answers in place of one of a port; empty when that is refused. */
    static Optional<Method> standIn(Class<?> reads, Method asked) {
        try {
            return Optional.of(reads.getMethod(asked.getName(), asked.getParameterTypes()))
                    .filter(found -> found.getDeclaringClass() == reads);
        } catch (NoSuchMethodException refused) {
            return Optional.empty();
        }
    }

    private static <T> T scoped(Class<T> port, Object reads) {
        InvocationHandler handler =
                (proxy, asked, given) -> {
                    Method method =
                            standIn(reads.getClass(), asked).orElseThrow(NotScopedException::new);
                    try {
                        return method.invoke(reads, given);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                };
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }
}
