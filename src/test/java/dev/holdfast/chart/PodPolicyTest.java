package dev.holdfast.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Every pod is one that the "restricted" standard admits, has its bounds, says how it is, and has time to end. */
class PodPolicyTest {
    /** What "restricted" lets a volume be. */
    private static final Set<String> KINDS_OF_VOLUME = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");

    @ParameterizedTest
    @MethodSource("dev.holdfast.chart.Variants#names")
    void noPodHasAPrivilege(String variant) {
        Manifests manifests = Manifests.of(variant);
        assertFalse(manifests.pods().isEmpty());
        for (Manifests.Pod pod : manifests.pods()) {
            PodSpec spec = pod.template().getSpec();
            assertEquals(Boolean.FALSE, spec.getAutomountServiceAccountToken(), pod.owner());
            assertEquals(Boolean.FALSE, spec.getEnableServiceLinks(), pod.owner());
            assertTrue(
                    spec.getHostNetwork() == null && spec.getHostPID() == null && spec.getHostIPC() == null,
                    pod.owner());
            assertEquals(Boolean.TRUE, spec.getSecurityContext().getRunAsNonRoot(), pod.owner());
            assertTrue(spec.getSecurityContext().getRunAsUser() > 0, pod.owner());
            assertEquals(
                    "RuntimeDefault",
                    spec.getSecurityContext().getSeccompProfile().getType(),
                    pod.owner());
            spec.getVolumes().forEach(PodPolicyTest::isOfAKindThatIsAdmitted);
            assertTrue(spec.getInitContainers().isEmpty(), "a container that no rule here looks at");
            spec.getContainers().forEach(container -> hasNoPrivilege(pod.owner(), container));
        }
        manifests
                .all(ServiceAccount.class)
                .forEach(account -> assertEquals(Boolean.FALSE, account.getAutomountServiceAccountToken()));
    }

    private static void hasNoPrivilege(String owner, Container container) {
        SecurityContext security = container.getSecurityContext();
        assertEquals(Boolean.FALSE, security.getAllowPrivilegeEscalation(), owner);
        assertEquals(Boolean.FALSE, security.getPrivileged(), owner);
        assertEquals(Boolean.TRUE, security.getReadOnlyRootFilesystem(), owner);
        assertEquals(Boolean.TRUE, security.getRunAsNonRoot(), owner);
        assertEquals(List.of("ALL"), security.getCapabilities().getDrop(), owner);
        assertTrue(security.getCapabilities().getAdd().isEmpty(), owner);
        container.getPorts().forEach(port -> assertNull(port.getHostPort(), owner));
    }

    private static void isOfAKindThatIsAdmitted(Volume volume) {
        Map<String, Object> fields =
                new com.fasterxml.jackson.databind.ObjectMapper().convertValue(volume, new MapOfFields());
        fields.remove("name");
        assertTrue(KINDS_OF_VOLUME.containsAll(fields.keySet()), fields::toString);
    }

    private static final class MapOfFields extends com.fasterxml.jackson.core.type.TypeReference<Map<String, Object>> {}

    @ParameterizedTest
    @MethodSource("dev.holdfast.chart.Variants#names")
    void everyContainerHasBoundsAndAnImageWithAVersion(String variant) {
        for (Manifests.Pod pod : Manifests.of(variant).pods()) {
            for (Container container : pod.template().getSpec().getContainers()) {
                assertTrue(
                        container.getResources().getRequests().keySet().containsAll(Set.of("cpu", "memory")),
                        pod.owner());
                assertTrue(container.getResources().getLimits().containsKey("memory"), pod.owner());
                assertTrue(container.getImage().matches(".+(:[\\w.-]+|@sha256:[0-9a-f]{64})"), container::getImage);
                assertFalse(container.getImage().endsWith(":latest"), container::getImage);
            }
            for (Volume volume : pod.template().getSpec().getVolumes()) {
                assertTrue(volume.getEmptyDir() == null || volume.getEmptyDir().getSizeLimit() != null, pod.owner());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.chart.Variants#names")
    void everyContainerRunsTheJarAfterTheFlags(String variant) {
        for (Manifests.Pod pod : Manifests.of(variant).pods()) {
            List<String> args = pod.template().getSpec().getContainers().get(0).getArgs();
            int jar = args.indexOf("-jar");
            assertEquals("/holdfast/quarkus-run.jar", args.get(jar + 1), pod.owner());
            assertEquals(jar == 0, variant.equals("no flags"), pod.owner());
            assertTrue(args.subList(0, jar).stream().allMatch(flag -> flag.startsWith("-X")), args::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.chart.Variants#names")
    void everyReplicaSaysHowItIsAndIsSpread(String variant) {
        for (Deployment deployment : Manifests.of(variant).all(Deployment.class)) {
            PodSpec spec = deployment.getSpec().getTemplate().getSpec();
            Container container = spec.getContainers().get(0);
            asks(container, container.getReadinessProbe(), "/q/health/ready");
            asks(container, container.getLivenessProbe(), "/q/health/live");
            asks(container, container.getStartupProbe(), "/q/health/live");
            Probe startup = container.getStartupProbe();
            assertTrue(
                    startup.getPeriodSeconds() * startup.getFailureThreshold() > 60,
                    "the start waits for a database for 60 s");
            assertEquals(
                    Set.of("topology.kubernetes.io/zone", "kubernetes.io/hostname"),
                    spec.getTopologySpreadConstraints().stream()
                            .map(constraint -> constraint.getTopologyKey())
                            .collect(Collectors.toSet()));
        }
    }

    private static void asks(Container container, Probe probe, String path) {
        assertNotNull(probe, path);
        assertEquals(path, probe.getHttpGet().getPath());
        assertEquals("management", probe.getHttpGet().getPort().getStrVal());
        assertTrue(
                container.getPorts().stream()
                        .anyMatch(port -> port.getName().equals("management") && port.getContainerPort() == 9000),
                "no such port");
    }

    /** preStop, "not ready", requests under way, the drain, the lanes: all of it fits, with seconds to spare. */
    @ParameterizedTest
    @MethodSource("dev.holdfast.chart.Variants#names")
    void aReplicaHasTimeToEnd(String variant) throws IOException {
        Manifests manifests = Manifests.of(variant);
        Map<?, ?> holdfast = (Map<?, ?>) new Yaml()
                .<Map<String, Object>>load(manifests.configuration().get("application.yaml"))
                .get("holdfast");
        Map<?, ?> shutdown = (Map<?, ?>) holdfast.get("shutdown");
        for (Deployment deployment : manifests.all(Deployment.class)) {
            PodSpec spec = deployment.getSpec().getTemplate().getSpec();
            long preStop = spec.getContainers()
                    .get(0)
                    .getLifecycle()
                    .getPreStop()
                    .getSleep()
                    .getSeconds();
            long needed = preStop
                    + seconds(shutdown.get("delay"))
                    + seconds(shutdown.get("drain"))
                    + requestsMayTake()
                    + lanesMayTake();
            assertTrue(preStop >= 5 || !variant.startsWith("defaults"), "too short for every proxy to hear of it");
            assertTrue(
                    spec.getTerminationGracePeriodSeconds() >= needed + 5,
                    () -> spec.getTerminationGracePeriodSeconds() + " s for " + needed);
        }
    }

    private static long seconds(Object text) {
        return Duration.parse("PT" + text).toSeconds();
    }

    private static long requestsMayTake() throws IOException {
        Map<String, Map<String, Map<String, Object>>> ours = new Yaml()
                .load(Files.readString(Path.of("src", "main", "resources", "application.yaml"))
                        .split("\n\"%dev\"")[0]);
        return seconds(ours.get("quarkus").get("shutdown").get("timeout"));
    }

    private static long lanesMayTake() throws IOException {
        String farewell = Files.readString(Path.of("src", "main", "java", "dev", "holdfast", "ops", "Farewell.java"));
        return Long.parseLong(farewell.replaceAll("(?s).*LANES_SECONDS = (\\d+);.*", "$1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.27.0", "1.29.5-gke.100"})
    void onAnOlderClusterAProgramSleeps(String version) {
        Deployment deployment =
                Manifests.parse(Chart.render(Variants.DATABASE, version)).one(Deployment.class);
        Container container =
                deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
        assertEquals(
                List.of("sleep", "5"),
                container.getLifecycle().getPreStop().getExec().getCommand());
    }
}
