{{- /* What one value alone cannot tell: each fault is a sentence with the values' names. */ -}}
{{- define "holdfast.checks" -}}
{{- $database := .Values.database -}}
{{- $external := and .Values.secrets.external.enabled (hasKey .Values.secrets.external.keys "HOLDFAST_DATABASE_URL") -}}
{{- $ways := list -}}
{{- if $database.existingSecret.name }}{{ $ways = append $ways "database.existingSecret.name" }}{{ end -}}
{{- if $database.url }}{{ $ways = append $ways "database.url" }}{{ end -}}
{{- if $external }}{{ $ways = append $ways "secrets.external.keys.HOLDFAST_DATABASE_URL" }}{{ end -}}
{{- if $database.embedded.enabled }}{{ $ways = append $ways "database.embedded.enabled" }}{{ end -}}
{{- if not $ways -}}
{{- fail "no database: set database.existingSecret.name to a Secret that holds its URL (or database.url, or secrets.external.keys.HOLDFAST_DATABASE_URL; database.embedded.enabled is for a trial)" -}}
{{- end -}}
{{- if gt (len $ways) 1 -}}
{{- fail (printf "more than one database: %s; leave one" (join ", " $ways)) -}}
{{- end -}}
{{- $said := dict "database" "database of the chart" "data-dir" "database.embedded" "roles" "deployments" "shutdown" "shutdown of the chart" "demo" "sources: the demo's secrets are public" -}}
{{- range $key, $instead := $said -}}
{{- if hasKey $.Values.configuration $key -}}
{{- fail (printf "configuration.%s is not for here; use %s" $key $instead) -}}
{{- end -}}
{{- end -}}
{{- range $key, $value := .Values.configuration.admin -}}
{{- if has $key (list "host" "port") -}}
{{- fail (printf "configuration.admin.%s is not for here: the chart's service means 8081 of every address" $key) -}}
{{- end -}}
{{- end -}}
{{- range $label, $value := .Values.podLabels -}}
{{- if regexMatch "^(app\\.kubernetes\\.io|helm\\.sh|holdfast\\.dev)/" $label -}}
{{- fail (printf "podLabels: %s is the chart's own" $label) -}}
{{- end -}}
{{- end -}}
{{- $on := list -}}
{{- range $name, $deployment := .Values.deployments -}}
{{- if $deployment.enabled }}{{ $on = append $on $name }}{{ end -}}
{{- if and $deployment.enabled $deployment.autoscaling.enabled (gt (int $deployment.autoscaling.minReplicas) (int $deployment.autoscaling.maxReplicas)) -}}
{{- fail (printf "deployments.%s.autoscaling: minReplicas is more than maxReplicas" $name) -}}
{{- end -}}
{{- end -}}
{{- if not $on -}}
{{- fail "no deployment is enabled: set deployments.all.enabled, or deployments.receive.enabled and those beside it" -}}
{{- end -}}
{{- if and (has "all" $on) (gt (len $on) 1) -}}
{{- fail "deployments.all has every role: disable it, or the others" -}}
{{- end -}}
{{- if and .Values.ingress.enabled (not (include "holdfast.receives" .)) -}}
{{- fail "ingress.enabled needs a deployment that takes webhooks: deployments.all or deployments.receive" -}}
{{- end -}}
{{- if and (ne .Values.service.type "ClusterIP") .Values.networkPolicy.enabled -}}
{{- $blocks := list -}}
{{- range .Values.networkPolicy.webhooks.from }}{{ if .cidr }}{{ $blocks = append $blocks .cidr }}{{ end }}{{ end -}}
{{- if not $blocks -}}
{{- fail (printf "service.type %s brings webhooks from outside of the cluster, and networkPolicy.webhooks.from lets none of them in: name the address blocks that they come from as pods see them, as in [{cidr: 203.0.113.0/24}]: the vendors' (0.0.0.0/0 and ::/0 for the public internet), or your nodes' where they hide the vendors'" .Values.service.type) -}}
{{- end -}}
{{- end -}}
{{- if $database.embedded.enabled -}}
{{- $all := .Values.deployments.all -}}
{{- if or (not (has "all" $on)) $all.autoscaling.enabled (ne (int $all.replicas) 1) -}}
{{- fail "database.embedded.enabled is a trial for one replica: deployments.all alone, with replicas: 1 and no autoscaling" -}}
{{- end -}}
{{- end -}}
{{- if and .Values.secrets.external.enabled (not .Values.secrets.external.store.name) -}}
{{- fail "secrets.external.store.name is missing: the store that secrets.external.keys are read from" -}}
{{- end -}}
{{- end -}}
