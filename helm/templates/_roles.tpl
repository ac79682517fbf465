{{- /* holdfast.roles of a deployment. Whoever appends to a lane relays it, so relay is in each. */ -}}
{{- define "holdfast.roles" -}}
{{- $roles := dict "all" "all" "receive" "receive,relay" "reconcile" "reconcile,relay" "admin" "admin,relay" "relay" "relay" -}}
{{- get $roles . -}}
{{- end -}}

{{- /* The same as labels, by which services choose their pods. */ -}}
{{- define "holdfast.roleLabels" -}}
{{- if has . (list "all" "receive") }}
holdfast.dev/receives: "true"
{{- end }}
{{- if has . (list "all" "admin") }}
holdfast.dev/administers: "true"
{{- end }}
{{- end -}}

{{- /* Non-empty when a deployment that is enabled takes webhooks. */ -}}
{{- define "holdfast.receives" -}}
{{- if or .Values.deployments.all.enabled .Values.deployments.receive.enabled -}}true{{- end -}}
{{- end -}}

{{- define "holdfast.administers" -}}
{{- if or .Values.deployments.all.enabled .Values.deployments.admin.enabled -}}true{{- end -}}
{{- end -}}
