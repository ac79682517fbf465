package dev.holdfast.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateDeployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parts of the chart mean each other: selectors choose pods, names name what is there. */
class WiringTest {
    @ParameterizedTest
    @MethodSource("dev.holdfast.chart.Variants#names")
    void nothingButWebhooksIsOpenToTheWorld(String variant) {
        Manifests manifests = Manifests.of(variant);
        for (Ingress ingress : manifests.all(Ingress.class)) {
            assertNull(ingress.getSpec().getDefaultBackend());
            for (HTTPIngressPath path : ingress.getSpec().getRules().stream()
                    .flatMap(rule -> rule.getHttp().getPaths().stream())
                    .toList()) {
                assertEquals("/webhooks", path.getPath());
                assertEquals("Prefix", path.getPathType());
                Service service =
                        service(manifests, path.getBackend().getService().getName());
                assertEquals(
                        "webhooks", path.getBackend().getService().getPort().getName());
                assertEquals(
                        List.of("webhooks"),
                        service.getSpec().getPorts().stream()
                                .map(port -> port.getTargetPort().getStrVal())
                                .toList());
            }
        }
        manifests.all(Service.class).stream()
                .filter(service -> !service.getSpec().getType().equals("ClusterIP"))
                .forEach(service -> service.getSpec()
                        .getPorts()
                        .forEach(port ->
                                assertEquals("webhooks", port.getTargetPort().getStrVal())));
        assertEquals(
                variant.startsWith("ingress"), !manifests.all(Ingress.class).isEmpty());
    }

    private static Service service(Manifests manifests, String name) {
        return manifests.all(Service.class).stream()
                .filter(service -> service.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no service " + name));
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.chart.Variants#names")
    void everyServiceHasPodsWithItsPorts(String variant) {
        Manifests manifests = Manifests.of(variant);
        for (Service service : manifests.all(Service.class)) {
            List<Deployment> behind = manifests.all(Deployment.class).stream()
                    .filter(deployment -> labels(deployment)
                            .entrySet()
                            .containsAll(service.getSpec().getSelector().entrySet()))
                    .toList();
            assertFalse(behind.isEmpty(), () -> service.getMetadata().getName() + " has nobody behind it");
            for (Deployment deployment : behind) {
                Set<String> ports = container(deployment).getPorts().stream()
                        .map(port -> port.getName())
                        .collect(Collectors.toSet());
                service.getSpec()
                        .getPorts()
                        .forEach(port ->
                                assertTrue(ports.contains(port.getTargetPort().getStrVal())));
            }
        }
        for (ServiceMonitor monitor : manifests.all(ServiceMonitor.class)) {
            long chosen = manifests.all(Service.class).stream()
                    .filter(service -> service.getMetadata()
                            .getLabels()
                            .entrySet()
                            .containsAll(monitor.getSpec()
                                    .getSelector()
                                    .getMatchLabels()
                                    .entrySet()))
                    .count();
            assertEquals(1, chosen);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.chart.Variants#names")
    void selectorsChooseTheirOwnPodsAndNoOthers(String variant) {
        Manifests manifests = Manifests.of(variant);
        for (Deployment deployment : manifests.all(Deployment.class)) {
            assertEquals(1, chosen(manifests, deployment.getSpec().getSelector().getMatchLabels()));
        }
        for (PodDisruptionBudget budget : manifests.all(PodDisruptionBudget.class)) {
            assertEquals(1, chosen(manifests, budget.getSpec().getSelector().getMatchLabels()));
        }
    }

    private static long chosen(Manifests manifests, Map<String, String> selector) {
        return manifests.pods().stream()
                .filter(pod ->
                        pod.template().getMetadata().getLabels().entrySet().containsAll(selector.entrySet()))
                .count();
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.chart.Variants#names")
    void whatAPodMountsAndReadsIsThere(String variant) {
        Manifests manifests = Manifests.of(variant);
        Set<String> maps = names(manifests, ConfigMap.class);
        for (Manifests.Pod pod : manifests.pods()) {
            PodSpec spec = pod.template().getSpec();
            Set<String> volumes =
                    spec.getVolumes().stream().map(volume -> volume.getName()).collect(Collectors.toSet());
            Set<String> mounts = spec.getContainers().get(0).getVolumeMounts().stream()
                    .map(VolumeMount::getName)
                    .collect(Collectors.toSet());
            assertEquals(volumes, mounts, pod.owner());
            assertEquals(spec.getVolumes().size(), volumes.size(), pod.owner());
            volumes.forEach(name -> assertTrue(name.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"), name));
            spec.getVolumes().stream()
                    .filter(volume -> volume.getProjected() != null)
                    .flatMap(volume -> volume.getProjected().getSources().stream())
                    .forEach(source ->
                            assertTrue(maps.contains(source.getConfigMap().getName())));
        }
        manifests
                .pods()
                .forEach(pod -> assertEquals(
                        !variant.equals("a trial"),
                        pod.template().getSpec().getContainers().get(0).getEnv().stream()
                                .anyMatch(variable -> variable.getName().equals("HOLDFAST_DATABASE_URL")),
                        pod.owner()));
    }

    /** A configuration names a file by its Secret, whatever the volume is called. */
    @Test
    void eachSecretsFilesAreInAFolderOfItsName() {
        PodSpec spec = Manifests.of("files of Secrets with any name")
                .one(Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec();
        Map<String, String> secrets = spec.getVolumes().stream()
                .filter(volume -> volume.getSecret() != null)
                .collect(Collectors.toMap(
                        volume -> volume.getName(), volume -> volume.getSecret().getSecretName()));
        assertEquals(Set.of("tls.example", "old", "old.2024"), Set.copyOf(secrets.values()));
        spec.getContainers().get(0).getVolumeMounts().stream()
                .filter(mount -> secrets.containsKey(mount.getName()))
                .forEach(mount ->
                        assertEquals("/etc/holdfast/secrets/" + secrets.get(mount.getName()), mount.getMountPath()));
    }

    private static Set<String> names(
            Manifests manifests, Class<? extends io.fabric8.kubernetes.api.model.HasMetadata> type) {
        return manifests.all(type).stream()
                .map(object -> object.getMetadata().getName())
                .collect(Collectors.toSet());
    }

    /** The service's own rule, kept by the chart: whoever appends to a lane relays it. */
    @Test
    void eachDeploymentHasItsRolesAndRelayIsInAll() {
        Map<String, String> roles = new TreeMap<>();
        Manifests.of("a deployment for each role")
                .all(Deployment.class)
                .forEach(deployment -> roles.put(deployment.getMetadata().getName(), roles(deployment)));
        assertEquals(
                Map.of(
                        "hooks-holdfast-admin", "admin,relay",
                        "hooks-holdfast-receive", "receive,relay",
                        "hooks-holdfast-reconcile", "reconcile,relay",
                        "hooks-holdfast-relay", "relay"),
                roles);
        assertEquals("all", roles(Manifests.of("defaults and a database").one(Deployment.class)));
    }

    private static String roles(Deployment deployment) {
        return container(deployment).getEnv().stream()
                .filter(variable -> variable.getName().equals("HOLDFAST_ROLES"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    @Test
    void aChangedConfigurationIsARollingRestart() {
        Manifests before = Manifests.of("configured");
        Manifests after = Manifests.parse(Chart.render(Variants.CONFIGURED.replace("rate: 200/s", "rate: 100/s")));
        Map<String, String> one = annotations(before.one(Deployment.class));
        Map<String, String> two = annotations(after.one(Deployment.class));
        assertNotEquals(one.get("checksum/configuration"), two.get("checksum/configuration"));
        assertEquals(one, annotations(Manifests.of("configured").one(Deployment.class)));
        RollingUpdateDeployment rolling =
                after.one(Deployment.class).getSpec().getStrategy().getRollingUpdate();
        assertEquals(0, rolling.getMaxUnavailable().getIntVal(), "a new one is ready before an old one leaves");
        assertEquals(1, rolling.getMaxSurge().getIntVal());
    }

    @Test
    void aUrlInTheValuesIsInASecretAndNowhereElse() {
        String yaml = Chart.render(Variants.values("a URL in the values"));
        assertEquals(1, yaml.split("CANARY-password", -1).length - 1);
        assertTrue(Manifests.parse(yaml)
                .one(Secret.class)
                .getStringData()
                .get("url")
                .contains("CANARY-password"));
    }

    @Test
    void theTrialIsOneReplicaOnOneVolume() {
        Deployment deployment = Manifests.of("a trial").one(Deployment.class);
        String data = container(deployment).getEnv().stream()
                .filter(variable -> variable.getName().equals("HOLDFAST_DATA_DIR"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertTrue(
                data.startsWith("/var/lib/holdfast/"),
                () -> data + ": the root of a volume is not ours, and its mode cannot be changed");
        assertEquals(1, deployment.getSpec().getReplicas());
        assertEquals("Recreate", deployment.getSpec().getStrategy().getType());
        assertTrue(container(deployment).getVolumeMounts().stream()
                .anyMatch(mount -> mount.getMountPath().equals("/var/lib/holdfast")));
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.chart.Variants#names")
    void whoScalesNamesADeploymentThatLeavesItsReplicasAlone(String variant) {
        Manifests manifests = Manifests.of(variant);
        for (HorizontalPodAutoscaler scaler : manifests.all(HorizontalPodAutoscaler.class)) {
            Deployment deployment = manifests.all(Deployment.class).stream()
                    .filter(d -> d.getMetadata()
                            .getName()
                            .equals(scaler.getSpec().getScaleTargetRef().getName()))
                    .findFirst()
                    .orElseThrow();
            assertNull(deployment.getSpec().getReplicas());
            assertEquals(
                    List.of("cpu", "holdfast_backlog_age_seconds"),
                    scaler.getSpec().getMetrics().stream()
                            .map(metric -> metric.getResource() != null
                                    ? metric.getResource().getName()
                                    : metric.getPods().getMetric().getName())
                            .toList());
        }
        assertEquals(
                variant.startsWith("autoscaling"),
                !manifests.all(HorizontalPodAutoscaler.class).isEmpty());
    }

    private static Map<String, String> labels(Deployment deployment) {
        return deployment.getSpec().getTemplate().getMetadata().getLabels();
    }

    private static Map<String, String> annotations(Deployment deployment) {
        return deployment.getSpec().getTemplate().getMetadata().getAnnotations();
    }

    private static Container container(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
    }
}
