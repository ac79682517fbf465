package dev.holdfast.vendor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** What a template may do to a value; bytes in, bytes out, null when the value is nothing that it can work on. */
enum Filter {
    /** JSON with its keys sorted at every depth, arrays as they are, no blanks. */
    SORTED_JSON {
        @Override
        byte @Nullable [] apply(byte[] input, Sight sight) {
            try {
                // What two readers could read in two ways must not be signed in a third.
                JsonReader.read(input);
                return JSON.writeValueAsBytes(sorted(JSON.readTree(input)));
            } catch (NotUnderstood | IOException e) {
                return null;
            }
        }
    },
    /** Form fields sorted by name, name and value joined; of a name's values each once, sorted. */
    SORTED_PAIRS {
        @Override
        byte @Nullable [] apply(byte[] input, Sight sight) {
            StringBuilder pairs = new StringBuilder();
            try {
                Map<String, List<String>> form = new TreeMap<>(sight.form());
                form.forEach((name, values) -> new TreeSet<>(values)
                        .forEach(value -> pairs.append(name).append(value)));
            } catch (NotUnderstood e) {
                return null;
            }
            return Scope.utf8(pairs.toString());
        }
    },
    /** A URL without the twelve escapes that HubSpot takes out before it signs. */
    DECODED {
        @Override
        byte[] apply(byte[] input, Sight sight) {
            String url = text(input);
            for (int i = 0; i < HUBSPOT.length(); i++) {
                char plain = HUBSPOT.charAt(i);
                String escape = String.format("%%%02X", (int) plain);
                url = url.replace(escape, String.valueOf(plain))
                        .replace(escape.toLowerCase(Locale.ROOT), String.valueOf(plain));
            }
            return Scope.utf8(url);
        }
    },
    /** The URL with its scheme's standard port put in, or taken out where it stands. */
    WITH_PORT {
        @Override
        byte[] apply(byte[] input, Sight sight) {
            String url = text(input);
            int host = url.indexOf("://") + 3;
            int end = host;
            while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
                end++;
            }
            String port = url.startsWith("https:") ? ":443" : ":80";
            String authority = url.substring(host, end);
            String other = authority.endsWith(port)
                    ? authority.substring(0, authority.length() - port.length())
                    : authority.matches(".*:[0-9]+") ? authority : authority + port;
            return Scope.utf8(url.substring(0, host) + other + url.substring(end));
        }
    },
    /** CRC-32 as an unsigned decimal. */
    CRC32 {
        @Override
        byte[] apply(byte[] input, Sight sight) {
            CRC32 crc = new CRC32();
            crc.update(input);
            return Scope.utf8(Long.toString(crc.getValue()));
        }
    },
    /** SHA-256 as lower-case hex. */
    SHA256_HEX {
        @Override
        byte[] apply(byte[] input, Sight sight) {
            return Scope.utf8(HexFormat.of().formatHex(Algorithm.SHA256.digest(List.of(input))));
        }
    },
    /** HMAC-SHA256 as lower-case hex, with the key that made the request's signature. */
    HMAC_SHA256_HEX {
        @Override
        byte @Nullable [] apply(byte[] input, Sight sight) {
            byte[] key = sight.bytes(Place.SECRET);
            return key == null
                    ? null
                    : Scope.utf8(HexFormat.of().formatHex(new Keyed(Algorithm.SHA256, key).mac(List.of(input))));
        }
    },
    /** What stands before the first dot, or all of it. */
    BEFORE_DOT {
        @Override
        byte[] apply(byte[] input, Sight sight) {
            String text = text(input);
            return Scope.utf8(text.indexOf('.') < 0 ? text : text.substring(0, text.indexOf('.')));
        }
    },
    /** What stands after the first colon, or all of it. */
    AFTER_COLON {
        @Override
        byte[] apply(byte[] input, Sight sight) {
            String text = text(input);
            return Scope.utf8(text.substring(text.indexOf(':') + 1));
        }
    },
    /** What stands between the first two dots, or all of it where there is none; in lower case. */
    ENTITY {
        @Override
        byte[] apply(byte[] input, Sight sight) {
            String text = text(input);
            String rest = text.substring(text.indexOf('.') + 1);
            String first = rest.indexOf('.') < 0 ? rest : rest.substring(0, rest.indexOf('.'));
            return Scope.utf8(first.toLowerCase(Locale.ROOT));
        }
    },
    /** The same text, meant as a JSON number in requests that are written. */
    NUMBER {
        @Override
        byte[] apply(byte[] input, Sight sight) {
            return input;
        }
    };

    private static final String HUBSPOT = ":/?@!$'()*,;";

    /** After {@link JsonReader}, which finds a name that stands twice; without a table of names, which strangers could fill. */
    private static final ObjectMapper JSON = JsonMapper.builder(JsonReader.FACTORY
                    .rebuild()
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    abstract byte @Nullable [] apply(byte[] input, Sight sight);

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static JsonNode sorted(JsonNode node) throws JsonProcessingException {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                ((ArrayNode) node).set(i, sorted(node.get(i)));
            }
            return node;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode sorted = JSON.createObjectNode();
        Map<String, JsonNode> fields = new TreeMap<>();
        node.properties().forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
        for (Map.Entry<String, JsonNode> field : fields.entrySet()) {
            sorted.set(field.getKey(), sorted(field.getValue()));
        }
        return sorted;
    }
}
