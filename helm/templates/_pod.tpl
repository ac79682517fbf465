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
  {{- with .Values.jvm.options }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
  - -jar
  - /holdfast/quarkus-run.jar
{{- end -}}

{{- /* Where the database is: of one Secret, one key. Nothing for the embedded one. */ -}}
{{- define "holdfast.databaseVariable" -}}
{{- $database := .Values.database -}}
{{- if not $database.embedded.enabled }}
- name: HOLDFAST_DATABASE_URL
  valueFrom:
    secretKeyRef:
      {{- if $database.existingSecret.name }}
      name: {{ $database.existingSecret.name | quote }}
      key: {{ $database.existingSecret.key | quote }}
      {{- else if $database.url }}
      name: {{ include "holdfast.fullname" . }}-database
      key: url
      {{- else }}
      name: {{ include "holdfast.fullname" . }}-external
      key: HOLDFAST_DATABASE_URL
      {{- end }}
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
    secretName: {{ .name | quote }}
    items:
      - key: {{ .key | quote }}
        path: ca.crt
{{- end }}
{{- end }}
{{- end -}}
