package dev.holdfast.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Job that migrates is a hook: before the first install it runs when nothing of the chart is there yet. */
class MigrationJobTest {
    @ParameterizedTest
    @MethodSource("dev.holdfast.chart.Variants#names")
    void itNeedsNothingThatComesAfterIt(String variant) {
        Manifests manifests = Manifests.of(variant);
        for (Job job : manifests.all(Job.class)) {
            String hook = job.getMetadata().getAnnotations().get(Chart.HOOK);
            PodSpec spec = job.getSpec().getTemplate().getSpec();
            Container container = spec.getContainers().get(0);
            assertNull(spec.getServiceAccountName());
            assertEquals("migrate", container.getArgs().get(container.getArgs().size() - 1));
            assertTrue(spec.getVolumes().stream().allMatch(volume -> volume.getProjected() == null));
            assertEquals(
                    !ofTheChart(manifests).containsKey(database(container).getName()), hook.contains("pre-install"));
            assertTrue(hook.contains("pre-upgrade"));
        }
        assertEquals(
                !variant.equals("a trial") && !variant.startsWith("long waits"),
                !manifests.all(Job.class).isEmpty());
    }

    /** A variable of the configuration's would be refused: the Job has none of it. */
    @ParameterizedTest
    @MethodSource("dev.holdfast.chart.Variants#names")
    void itKnowsTheDatabaseAndNothingElse(String variant) {
        Manifests manifests = Manifests.of(variant);
        for (Job job : manifests.all(Job.class)) {
            Container container =
                    job.getSpec().getTemplate().getSpec().getContainers().get(0);
            assertTrue(container.getEnvFrom().isEmpty());
            assertEquals(
                    List.of("HOLDFAST_DATABASE_URL"),
                    container.getEnv().stream().map(EnvVar::getName).toList());
            SecretKeySelector database = database(container);
            Set<String> keys = ofTheChart(manifests).get(database.getName());
            assertTrue(keys == null || keys.contains(database.getKey()), () -> database + " of " + keys);
            assertFalse(keys == null && !database.getName().equals("holdfast-database"), () -> "whose is " + database);
        }
    }

    private static SecretKeySelector database(Container container) {
        return container.getEnv().get(0).getValueFrom().getSecretKeyRef();
    }

    /** Secrets that come with the chart, by it or by the operator that it asks, and their keys. */
    private static Map<String, Set<String>> ofTheChart(Manifests manifests) {
        Map<String, Set<String>> secrets = new LinkedHashMap<>();
        manifests
                .all(Secret.class)
                .forEach(secret -> secrets.put(
                        secret.getMetadata().getName(), secret.getStringData().keySet()));
        manifests
                .outside()
                .forEach(secret -> secrets.put(
                        secret.spec().target().name(),
                        secret.spec().data().stream()
                                .map(ExternalSecret.Data::secretKey)
                                .collect(Collectors.toSet())));
        return secrets;
    }
}
