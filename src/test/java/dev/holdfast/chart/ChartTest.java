package dev.holdfast.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart lints without a warning, and everything that it makes is what Kubernetes takes. */
class ChartTest {
    @ParameterizedTest
    @MethodSource("dev.holdfast.chart.Variants#names")
    void itLintsWithoutAWarning(String variant, @TempDir Path copy) throws IOException {
        LintResult result = Chart.lint(Variants.values(variant), copy);
        assertFalse(result.isFailed(), () -> String.join("\n", result.getMessages()));
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.chart.Variants#names")
    void everyFieldIsOneOfItsType(String variant) {
        Manifests manifests = Manifests.of(variant);
        assertTrue(manifests.objects().size() > 4, manifests::toString);
        List<String> names = manifests.objects().stream()
                .map(object -> object.getKind() + " " + object.getMetadata().getName())
                .toList();
        assertEquals(names.size(), names.stream().distinct().count(), names::toString);
        names.forEach(name -> assertTrue(name.substring(name.indexOf(' ') + 1).length() <= 63, name));
    }

    @Test
    void aFieldThatNoTypeHasIsFound() {
        String yaml = Chart.render(Variants.DATABASE);
        for (String wrong : List.of(
                yaml.replace("enableServiceLinks:", "enableServiceLink:"),
                yaml.replace("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: sometimes"),
                yaml.replace("serviceAccountName: \"hooks-holdfast\"", "serviceAccountName: on"),
                yaml.replace("app.kubernetes.io/instance: \"hooks\"", "app.kubernetes.io/instance: 123"),
                yaml.replace("policyTypes:", "policyType:"),
                yaml.replace("kind: Deployment", "kind: Deploiment"))) {
            assertFalse(wrong.equals(yaml));
            assertThrows(IllegalArgumentException.class, () -> Manifests.parse(wrong));
        }
    }
}
