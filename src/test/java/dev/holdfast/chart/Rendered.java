package dev.holdfast.chart;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the one deployment of a rendered chart gives to the service.
 *
 * @param configuration the text of {@code config/application.yaml}
 * @param variables of the environment, but for those whose values are in Secrets
 */
public record Rendered(String configuration, Map<String, String> variables) {
    /** Reads what Helm made. */
    public static Rendered of(String yaml) {
        Manifests manifests = Manifests.parse(yaml);
        String configuration = manifests.configuration().get("application.yaml");
        if (configuration == null) {
            throw new IllegalArgumentException("no configuration");
        }
        return new Rendered(
                configuration,
                manifests
                        .one(Deployment.class)
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getEnv()
                        .stream()
                        .filter(variable -> variable.getValue() != null)
                        .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue)));
    }
}
