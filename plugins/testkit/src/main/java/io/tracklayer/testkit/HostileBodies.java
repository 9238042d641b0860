// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Bodies that make no event, whatever source of JSON they are sent to: what is cut off, damaged,
 * nested, huge, of another format or made to break a reader. Long because it is a table.
 */
public final class HostileBodies {
    private static final int DEEP = 100_000;

    private final Map<String, byte[]> bodies = new LinkedHashMap<>();

    private HostileBodies() {}

    /** All of them by what they are; none is larger than 3 MiB. Made anew at each call. */
    public static Map<String, byte[]> all() {
        HostileBodies made = new HostileBodies();
        made.notOneObject();
        made.notJson();
        made.numbers();
        made.shapes();
        made.texts();
        made.bytes();
        made.otherFormats();
        made.large();
        return made.bodies;
    }

    private void notOneObject() {
        add("empty", "");
        add("blank", " \n\t ");
        add("null", "null");
        add("true", "true");
        add("a number", "7");
        add("a text", "\"order\"");
        add("an empty list", "[]");
        add("a list of lists", "[[[]]]");
        add("an empty object", "{}");
        add("two documents", "{}{}");
        add("two lines", "{}\n{}");
        add("trailing text", "{} x");
        add("trailing NUL", "{}\0");
        add("trailing comma outside", "{},");
    }

    private void notJson() {
        add("cut off in an object", "{\"id\":");
        add("cut off in a text", "{\"id\":\"a");
        add("cut off in an escape", "{\"id\":\"\\u00");
        add("cut off in a list", "{\"id\":[1,2");
        add("trailing comma", "{\"id\":1,}");
        add("missing colon", "{\"id\" 1}");
        add("unquoted name", "{id:1}");
        add("single quotes", "{'id':1}");
        add("comment", "{/* */\"id\":1}");
        add("line comment", "{\"id\":1}// x");
        add("unknown escape", "{\"id\":\"\\x41\"}");
        add("raw line break in a text", "{\"id\":\"a\nb\"}");
        add("raw NUL in a text", "{\"id\":\"a\0b\"}");
        add("capital literals", "{\"id\":TRUE}");
        add("undefined", "{\"id\":undefined}");
        add("name twice", "{\"id\":1,\"id\":2}");
        add("name twice, once escaped", "{\"id\":1,\"\\u0069d\":2}");
        add("name twice, deep", "{\"a\":[{\"b\":{\"c\":1,\"c\":1}}]}");
    }

    private void numbers() {
        add("NaN", "{\"id\":NaN}");
        add("Infinity", "{\"id\":Infinity}");
        add("minus Infinity", "{\"id\":-Infinity}");
        add("leading zero", "{\"id\":0123}");
        add("leading plus", "{\"id\":+1}");
        add("hexadecimal", "{\"id\":0x1F}");
        add("no digits before the point", "{\"id\":.5}");
        add("1e400", "{\"id\":1e400}");
        add("1e9999999", "{\"id\":1e9999999}");
        add("1e-9999999", "{\"id\":1e-9999999}");
        add("exponent beyond int", "{\"id\":1e99999999999}");
        add("1,001 digits", "{\"id\":" + "9".repeat(1_001) + "}");
        add("1,001 decimals", "{\"id\":0." + "1".repeat(1_001) + "}");
    }

    private void shapes() {
        add("nested lists, 65", "{\"a\":" + "[".repeat(65) + "]".repeat(65) + "}");
        add("nested objects, 65", "{\"a\":".repeat(65) + "1" + "}".repeat(65));
        add("nested lists, never closed", "[".repeat(DEEP));
        add("nested lists, closed", "[".repeat(DEEP) + "]".repeat(DEEP));
        add("nested objects, never closed", "{\"a\":".repeat(DEEP));
        add("closing brackets alone", "]".repeat(DEEP));
        add("event is an object", "{\"event\":{\"name\":{}},\"type\":[],\"id\":{}}");
        add("event is a list", "{\"event\":[[]],\"type\":{},\"batch\":{},\"events\":{}}");
        add(
                "__proto__",
                "{\"__proto__\":{\"event\":\"purchase\"},\"constructor\":{\"prototype\":{}}}");
    }

    private void texts() {
        add("lone high surrogate", "{\"id\":\"\\ud800\"}");
        add("lone low surrogate", "{\"\\udc00\":1}");
        add("escaped NUL", "{\"a\\u0000b\":\"\\u0000\"}");
        add("SQL", "{\"'; DROP TABLE event; --\":\"' OR '1'='1\"}");
        add("expressions", "{\"${jndi:ldap://x}\":\"#{1+1} {{env:HOME}} ${bean:x}\"}");
        add("header injection", "{\"a\":\"x\\r\\nSet-Cookie: y=1\\u001b[31m\"}");
        add("script", "{\"a\":\"</script><script>alert(1)</script>\"}");
    }

    private void bytes() {
        add("overlong slash", 0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x3a, 0x31, 0x7d);
        add("overlong NUL", 0x22, 0xc0, 0x80, 0x22);
        add("encoded surrogate", 0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d);
        add("beyond Unicode", 0x7b, 0x22, 0xf4, 0x90, 0x80, 0x80, 0x22, 0x3a, 0x31, 0x7d);
        add("five-byte sequence", 0x22, 0xf8, 0x88, 0x80, 0x80, 0x80, 0x22);
        add("lone continuation byte", 0x7b, 0x22, 0x80, 0x22, 0x3a, 0x31, 0x7d);
        add("sequence cut off", 0x7b, 0x22, 0xe2, 0x82);
        add("bytes 0 to 3", 0, 1, 2, 3);
        add("all 0xFF", 0xff, 0xff, 0xff, 0xff);
        add("byte order mark alone", 0xef, 0xbb, 0xbf);
        add("byte order mark twice", 0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf, 0x7b, 0x7d);
        for (String charset : new String[] {"UTF-16", "UTF-16LE", "UTF-32"}) {
            add(charset, "{\"id\":1}", Charset.forName(charset));
        }
        add("Latin-1", "{\"id\":\"\u00e4\"}", StandardCharsets.ISO_8859_1);
    }

    private void otherFormats() {
        add("form", "id=1&event=purchase");
        add(
                "XML",
                "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>");
        add("HTML", "<html><body>502 Bad Gateway</body></html>");
        add("YAML", "id: !!javax.script.ScriptEngineManager []\n");
        add("CSV", "id,event\r\n=1+1,purchase\r\n");
        add(
                "multipart",
                "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n{}\r\n--x--\r\n");
        add("serialized Java", 0xac, 0xed, 0x00, 0x05, 0x73, 0x72);
        add("gzip without saying so", gzip("{\"id\":1}"));
        add("gzip in gzip", gzip(new String(gzip("{}"), StandardCharsets.ISO_8859_1)));
    }

    private void large() {
        add("a name of 2 MiB", "{\"" + "n".repeat(2 << 20) + "\":1}");
        add("a text of 2 MiB, cut off", "{\"a\":\"" + "x".repeat(2 << 20));
        add("100,000 names", names(DEEP) + "}");
        add("300,000 values", "{\"a\":[" + "1,".repeat(300_000) + "1]}");
        add("1 MiB of blanks", " ".repeat(1 << 20));
        add("1 MiB of backslashes", "{\"a\":\"" + "\\".repeat(1 << 20));
    }

    private static String names(int count) {
        StringBuilder object = new StringBuilder("{\"n\":0");
        for (int i = 0; i < count; i++) {
            object.append(",\"k").append(i).append("\":1");
        }
        return object.toString();
    }

    private void add(String what, String text) {
        bodies.put(what, text.getBytes(StandardCharsets.UTF_8));
    }

    private void add(String what, String text, Charset charset) {
        ByteBuffer encoded = charset.encode(CharBuffer.wrap(text));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        add(what, bytes);
    }

    private void add(String what, int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        add(what, bytes);
    }

    private void add(String what, byte[] bytes) {
        bodies.put(what, bytes);
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
