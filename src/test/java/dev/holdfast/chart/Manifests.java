package dev.holdfast.chart;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.Serial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * What the chart makes, read into Kubernetes' types: a field that the type has not, or a value of another type, is an error.
 *
 * @param objects in the order of the output
 * @param outside the one kind that is not Kubernetes' own nor Prometheus'
 */
record Manifests(List<HasMetadata> objects, List<ExternalSecret> outside) {
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.ofEntries(
            Map.entry("v1 ConfigMap", ConfigMap.class),
            Map.entry("v1 Secret", Secret.class),
            Map.entry("v1 Service", Service.class),
            Map.entry("v1 ServiceAccount", ServiceAccount.class),
            Map.entry("v1 PersistentVolumeClaim", PersistentVolumeClaim.class),
            Map.entry("apps/v1 Deployment", Deployment.class),
            Map.entry("batch/v1 Job", Job.class),
            Map.entry("autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("networking.k8s.io/v1 Ingress", Ingress.class),
            Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
            Map.entry("monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class),
            Map.entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class));

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new NothingOnTheSide())
            .withCoercionConfig(LogicalType.Textual, Manifests::nothingButTexts)
            .build();

    /** Kubernetes takes no number and no boolean for a text, which is what YAML makes of many a name without quotes. */
    private static void nothingButTexts(MutableCoercionConfig texts) {
        texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }

    /** The types keep what they do not know in a map on the side; here that is an unknown field. */
    private static final class NothingOnTheSide extends JacksonAnnotationIntrospector {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return Boolean.FALSE;
        }
    }

    /** A pod that the chart would run, and who runs it. */
    record Pod(String owner, PodTemplateSpec template) {}

    static Manifests of(String variant) {
        return parse(Chart.render(Variants.values(variant)));
    }

    static Manifests parse(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<HasMetadata> objects = new ArrayList<>();
        List<ExternalSecret> outside = new ArrayList<>();
        for (Object document : new Yaml(options).loadAll(yaml)) {
            if (document instanceof Map<?, ?> fields) {
                String kind = fields.get("apiVersion") + " " + fields.get("kind");
                if (kind.equals(ExternalSecret.KIND)) {
                    outside.add(STRICT.convertValue(document, ExternalSecret.class));
                } else if (KINDS.containsKey(kind)) {
                    objects.add(STRICT.convertValue(document, KINDS.get(kind)));
                } else {
                    throw new IllegalArgumentException("no such kind: " + kind);
                }
            }
        }
        return new Manifests(objects, outside);
    }

    <T extends HasMetadata> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends HasMetadata> T one(Class<T> type) {
        List<T> found = all(type);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of " + type.getSimpleName());
        }
        return found.get(0);
    }

    /** Of deployments and jobs. */
    List<Pod> pods() {
        return Stream.concat(
                        all(Deployment.class).stream()
                                .map(d -> new Pod(
                                        d.getMetadata().getName(), d.getSpec().getTemplate())),
                        all(Job.class).stream()
                                .map(j -> new Pod(
                                        j.getMetadata().getName(), j.getSpec().getTemplate())))
                .toList();
    }

    /** Files of the service's configuration, by their paths below {@code config/}, of its deployments' volume. */
    Map<String, String> configuration() {
        Map<String, String> files = new LinkedHashMap<>();
        all(ConfigMap.class)
                .forEach(map -> map.getData().forEach((key, text) -> {
                    boolean vendors = map.getMetadata().getName().endsWith("-vendors");
                    if (vendors || key.equals("application.yaml")) {
                        files.put(vendors ? "vendors/" + key : key, text);
                    }
                }));
        return files;
    }
}
