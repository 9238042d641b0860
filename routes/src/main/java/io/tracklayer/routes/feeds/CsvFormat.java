// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import org.apache.camel.Exchange;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Data formats {@code csv}, {@code csv-semicolon} and {@code csv-tab} of operators' routes: rows to
 * be split, see {@link CsvRows}. In UTF-8 unless the endpoint says another {@code charset}.
 */
final class CsvFormat extends ServiceSupport implements DataFormat {
    private final char separator;

    private CsvFormat(char separator) {
        this.separator = separator;
    }

    static void bind(Registry registry) {
        registry.bind("csv", new CsvFormat(','));
        registry.bind("csv-semicolon", new CsvFormat(';'));
        registry.bind("csv-tab", new CsvFormat('\t'));
    }

    @Override
    public Object unmarshal(Exchange exchange, InputStream stream) {
        return new CsvRows(
                stream, Charset.forName(ExchangeHelper.getCharsetName(exchange)), separator);
    }

    @Override
    public void marshal(Exchange exchange, Object graph, OutputStream stream) {
        throw new UnsupportedOperationException("the format csv reads only");
    }
}
