{{- define "holdfast.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "holdfast.containerSecurity" -}}
allowPrivilegeEscalation: false
privileged: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end -}}

{{- define "holdfast.java" -}}
command: [java]
args:
  {{- toYaml .Values.jvm.options | nindent 2 }}
  - -jar
  - /holdfast/quarkus-run.jar
{{- end -}}

{{- /* Where the database is, from a Secret; nothing for the embedded one, and for one that comes with secrets.external. */ -}}
{{- define "holdfast.databaseVariable" -}}
{{- $database := .Values.database -}}
{{- if or $database.existingSecret.name $database.url }}
- name: HOLDFAST_DATABASE_URL
  valueFrom:
    secretKeyRef:
      {{- if $database.existingSecret.name }}
      name: {{ $database.existingSecret.name }}
      key: {{ $database.existingSecret.key }}
      {{- else }}
      name: {{ include "holdfast.fullname" . }}-database
      key: url
      {{- end }}
{{- end }}
{{- end -}}

{{- define "holdfast.externalVariables" -}}
{{- if .Values.secrets.external.enabled }}
- secretRef:
    name: {{ include "holdfast.fullname" . }}-external
{{- end }}
{{- end -}}

{{- define "holdfast.databaseCaMount" -}}
{{- if .Values.database.caSecret.name }}
- name: database-ca
  mountPath: /etc/holdfast/database
  readOnly: true
{{- end }}
{{- end -}}

{{- define "holdfast.databaseCaVolume" -}}
{{- with .Values.database.caSecret }}
{{- if .name }}
- name: database-ca
  secret:
    secretName: {{ .name }}
    items:
      - key: {{ .key }}
        path: ca.crt
{{- end }}
{{- end }}
{{- end -}}
