package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which URLs are a pinned host's. */
class PinnedUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://a.example.com/x, a.example.com, true",
        "https://a.example.com/x?y=1, a.example.com, true",
        "https://sns.us-east-1.amazonaws.com/x.pem, sns.*.amazonaws.com, true",
        "https://sns.us-east-1.amazonaws.com/x.pem, sns.<region>.amazonaws.com, true",
        "https://sns.us-gov-west-1.amazonaws.com/x.pem, sns.<region>.amazonaws.com, true",
        "https://sns.cn-north-1.amazonaws.com.cn/x.pem, sns.<region>.amazonaws.com.cn, true",
        "https://sns.s3-us-west-2.amazonaws.com/x.pem, sns.<region>.amazonaws.com, false",
        "https://sns.s3.amazonaws.com/x.pem, sns.<region>.amazonaws.com, false",
        "https://sns.us-east.amazonaws.com/x.pem, sns.<region>.amazonaws.com, false",
        "https://sns.us-east-1.s3.amazonaws.com/x.pem, sns.<region>.amazonaws.com, false",
        "https://sns.-east-1.amazonaws.com/x.pem, sns.<region>.amazonaws.com, false",
        "https://a.example.com/x, *.example.com, true",
        "https://example.com/x, *.example.com, false",
        "https://sns..amazonaws.com/x.pem, sns.*.amazonaws.com, false",
        "https://sns.a.b.amazonaws.com/x.pem, sns.*.amazonaws.com, false",
        "https://sns.amazonaws.com/x.pem, sns.*.amazonaws.com, false",
        "https://sns.us-east-1.amazonaws.com.evil.test/x, sns.*.amazonaws.com, false",
        "https://evil.test/sns.us-east-1.amazonaws.com, sns.*.amazonaws.com, false",
        "http://a.example.com/x, a.example.com, false",
        "HTTPS://a.example.com/x, a.example.com, false",
        "https://A.example.com/x, a.example.com, false",
        "https://a.example.com:443/x, a.example.com, false",
        "https://u@a.example.com/x, a.example.com, false",
        "https://a.example.com/x#y, a.example.com, false",
        "https://a.example.com/../x, a.example.com, false",
        "https://a.example.com\\@b/x, a.example.com, false",
        "//a.example.com/x, a.example.com, false",
        "https:///x, a.example.com, false"
    })
    void aUrlOfAPinnedHost(String url, String host, boolean taken) {
        assertEquals(taken, PinnedUrl.parse(url, List.of(host)) != null);
    }

    @Test
    void aUrlIsPlainAndShort() {
        String url = "https://a.example.com/";
        List<String> hosts = List.of("a.example.com");
        assertTrue(PinnedUrl.parse(url + "x".repeat(1024 - url.length()), hosts) != null);
        assertNull(PinnedUrl.parse(url + "x".repeat(1025 - url.length()), hosts));
        for (String sign : List.of(" ", "\u007f", "\u00e9", "\t", "%")) {
            assertNull(PinnedUrl.parse(url + sign, hosts));
        }
    }
}
