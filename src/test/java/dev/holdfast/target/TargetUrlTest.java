package dev.holdfast.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "billing:8080/hooks",
                "//billing/hooks",
                "ftp://billing/",
                "file:///etc/passwd",
                "gopher://billing/",
                "jar:http://billing/a.jar!/",
                "data:text/plain,x",
                "HTTP://billing/",
                "http:/billing/",
                "http:billing",
                "http:///hooks",
                "http://",
                "http://:8080/",
                "http://user@billing/",
                "http://user:pass@billing/",
                "http://good@127.0.0.1/",
                "http://127.0.0.1\\@good/",
                "http://good#@127.0.0.1/",
                "http://billing/#fragment",
                "http://billing/%00#",
                "http://billing/a b",
                "http://billing/a\tb",
                "http://billing/a\nb",
                "http://bill\ning/",
                " http://billing/",
                "http://billing/ ",
                "http://billing/\u0000",
                "http://good_host.example/",
                "http://ex%61mple.com/",
                "http://example.com%00/",
                "http://example.com./",
                "http://localhost./",
                "http://LOCALHOST/",
                "http://Localhost/",
                "http://127.0.0.1./",
                "http://127.1/",
                "http://127.0.1/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7f.0.0.1/",
                "http://0177.0.0.1/",
                "http://127.0.0.01/",
                "http://127.0.0.256/",
                "http://127.0.0.1.1/",
                "http://0/",
                "http://billing.1/",
                "http://billing.0x1/",
                "http://xn--bcher-kva.example/",
                "http://a.xn--p1ai/",
                "http://b\u00fccher.example/",
                "http://ex\u0430mple.com/",
                "http://\u2460\u2461\u2466.0.0.1/",
                "http://127\u30020\u30020\u30021/",
                "http://billing:0/",
                "http://billing:65536/",
                "http://billing:08080/",
                "http://billing:+80/",
                "http://billing:/",
                "http://billing:80:80/",
                "http://billing:http/",
                "http://[::1/",
                "http://::1/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[0:0:0:0:0:0:0:1]/",
                "http://[::0001]/",
                "http://[fe80::1%25eth0]/",
                "http://[fe80::1%eth0]/",
                "http://[v1.a]/",
                "http://[FE80::1]/",
                "http://[::1]x/",
                "http://[]/",
                "http://-billing/",
                "http://billing-/",
                "http://bil..ling/",
                "http://.billing/",
                "http://billing/%zz",
                "http://billing/<script>",
                "http://billing/{a}",
                "http://billing^/"
            })
    void refusesWhatParsersDisagreeOver(String text) {
        String fault = assertThrows(IllegalArgumentException.class, () -> TargetUrl.parse(text))
                .getMessage();
        assertFalse(fault.contains("\n"), fault);
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThrows(IllegalArgumentException.class, () -> TargetUrl.parse("http://billing/" + "x".repeat(2048)));
        assertThrows(IllegalArgumentException.class, () -> TargetUrl.parse("http://" + "x".repeat(64) + "/"));
        assertThrows(IllegalArgumentException.class, () -> TargetUrl.parse("http://" + "a.".repeat(130) + "b/"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://billing:8080/hooks, billing, 8080, /hooks",
        "http://billing, billing, 80, /",
        "https://billing.internal.example/a/b?c=d&e=f, billing.internal.example, 443, /a/b?c=d&e=f",
        "https://billing?c=d, billing, 443, /?c=d",
        "http://10.0.0.255:1/%20x, 10.0.0.255, 1, /%20x",
        "http://[fd12::1]:8080/, fd12::1, 8080, /",
        "http://a-b.c-d.e1/, a-b.c-d.e1, 80, /"
    })
    void takesTheRestApart(String text, String host, int port, String pathAndQuery) {
        TargetUrl url = TargetUrl.parse(text);
        assertEquals(host, url.host());
        assertEquals(port, url.port());
        assertEquals(pathAndQuery, url.pathAndQuery());
        assertEquals(text.startsWith("https"), url.tls());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1/", "http://127.0.0.1/", "http://127.1.2.3:9/", "http://[::1]:9/"})
    void knowsWhenLoopbackIsNamed(String text) {
        assertTrue(TargetUrl.parse(text).namesLoopback());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://billing/", "http://10.0.0.1/", "http://localhost.example/", "http://[::2]/"})
    void knowsWhenItIsNot(String text) {
        assertFalse(TargetUrl.parse(text).namesLoopback());
    }

    @Test
    void namesAreNotLookedUp() {
        assertNull(TargetUrl.parse("http://billing/").literal());
    }

    @Test
    void itsTextKeepsTheQueryBack() {
        assertEquals(
                "https://billing:8443",
                TargetUrl.parse("https://billing:8443/a?token=secret").toString());
    }
}
