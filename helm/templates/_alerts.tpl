{{- /* Each has its page in docs/runbook.md, and metrics from docs/metrics.md. `mine` chooses this release's series. */ -}}
{{- define "holdfast.alerts" -}}
{{- $mine := printf "namespace=%q,service=%q" .Release.Namespace (printf "%s-management" (include "holdfast.fullname" .)) -}}
{{- $own := printf "{%s}" $mine -}}
{{- $page := .Values.metrics.prometheusRule.runbook -}}
- alert: HoldfastTakesNothing
  expr: sum(holdfast_lane_held{{ $own }}) == 0 or absent(holdfast_lane_held{{ $own }})
  for: 1m
  labels: { severity: critical }
  annotations:
    summary: No replica can commit an arrival, vendors get 503 or no answer
    runbook_url: {{ $page }}#holdfasttakesnothing
- alert: HoldfastReplicaTakesNothing
  expr: max_over_time(holdfast_lane_held{{ $own }}[1m]) == 0
  for: 5m
  labels: { severity: warning }
  annotations:
    summary: {{ "{{ $labels.pod }} holds no lane" | quote }}
    runbook_url: {{ $page }}#holdfastreplicatakesnothing
- alert: HoldfastUnavailable
  expr: sum by (source) (rate(holdfast_deliveries_unavailable_total{{ $own }}[5m])) > 0
  for: 10m
  labels: { severity: critical }
  annotations:
    summary: {{ "Vendors of {{ $labels.source }} get 503 and will give up some day" | quote }}
    runbook_url: {{ $page }}#holdfastunavailable
- alert: HoldfastOverload
  expr: max by (pod) (min_over_time(holdfast_overload_level{{ $own }}[10m])) > 0
  for: 1m
  labels: { severity: warning }
  annotations:
    summary: {{ "{{ $labels.pod }} has more to do than it can, and gives up what is less urgent" | quote }}
    runbook_url: {{ $page }}#holdfastoverload
- alert: HoldfastBacklog
  expr: max by (target) (holdfast_backlog_age_seconds{{ $own }}) > 300
  for: 10m
  labels: { severity: warning }
  annotations:
    summary: {{ "Events wait for {{ $labels.target }}, which takes them more slowly than they come" | quote }}
    runbook_url: {{ $page }}#holdfastbacklog
- alert: HoldfastDeadLetters
  expr: sum by (target) (increase(holdfast_attempts_total{verdict="dead", {{ $mine }}}[15m])) > 0
  labels: { severity: warning }
  annotations:
    summary: {{ "Messages for {{ $labels.target }} have used up their schedule" | quote }}
    runbook_url: {{ $page }}#holdfastdeadletters
- alert: HoldfastTargetPaused
  expr: max by (target) (holdfast_target_paused{{ $own }}) == 1
  for: 1m
  labels: { severity: warning }
  annotations:
    summary: {{ "{{ $labels.target }} answered 410 and gets nothing until it is resumed" | quote }}
    runbook_url: {{ $page }}#holdfasttargetpaused
- alert: HoldfastTargetDown
  expr: max by (target) (max_over_time(holdfast_target_breaker_open_seconds{{ $own }}[5m])) > 0
  for: 30m
  labels: { severity: warning }
  annotations:
    summary: {{ "{{ $labels.target }} has been down for half an hour" | quote }}
    runbook_url: {{ $page }}#holdfasttargetdown
- alert: HoldfastVerifierFailed
  expr: sum by (source) (increase(holdfast_deliveries_refused_total{cause="verifier-failed", {{ $mine }}}[15m])) > 0
  labels: { severity: warning }
  annotations:
    summary: {{ "A fault of ours refused deliveries of {{ $labels.source }}" | quote }}
    runbook_url: {{ $page }}#holdfastverifierfailed
- alert: HoldfastKeysMissing
  expr: |-
    sum by (source) (increase(holdfast_key_fetches_total{outcome=~"failed|useless", {{ $mine }}}[15m])) > 0
      unless sum by (source) (increase(holdfast_key_fetches_total{outcome="kept", {{ $mine }}}[15m])) > 0
  for: 5m
  labels: { severity: warning }
  annotations:
    summary: {{ "The keys of the vendor of {{ $labels.source }} cannot be had, its deliveries get 503" | quote }}
    runbook_url: {{ $page }}#holdfastkeysmissing
- alert: HoldfastSecretChanged
  expr: |-
    sum by (source) (rate(holdfast_deliveries_refused_total{cause="signature-mismatch", {{ $mine }}}[5m]))
      > 9 * sum by (source) (rate(holdfast_deliveries_total{{ $own }}[5m]))
  for: 10m
  labels: { severity: critical }
  annotations:
    summary: {{ "Nearly everything of {{ $labels.source }} is refused: its secret was changed at the vendor" | quote }}
    runbook_url: {{ $page }}#holdfastsecretchanged
- alert: HoldfastQuarantine
  expr: sum by (source) (increase(holdfast_events_total{kind="quarantined", {{ $mine }}}[15m])) > 0
  labels: { severity: warning }
  annotations:
    summary: {{ "Authentic events of {{ $labels.source }} are not what its vendor's page says" | quote }}
    runbook_url: {{ $page }}#holdfastquarantine
- alert: HoldfastSettlingFails
  expr: sum by (pod) (rate(holdfast_settle_failures_total{{ $own }}[5m])) > 0
  for: 10m
  labels: { severity: warning }
  annotations:
    summary: {{ "{{ $labels.pod }} cannot write what became of its attempts" | quote }}
    runbook_url: {{ $page }}#holdfastsettlingfails
- alert: HoldfastClockSkew
  expr: max by (pod) (abs(holdfast_clock_skew_seconds{{ $own }})) > 60
  for: 10m
  labels: { severity: warning }
  annotations:
    summary: {{ "The clock of {{ $labels.pod }} is more than a minute from the database's" | quote }}
    runbook_url: {{ $page }}#holdfastclockskew
- alert: HoldfastLogLinesDropped
  expr: sum by (pod) (increase(holdfast_log_dropped_lines_total{{ $own }}[15m])) > 0
  labels: { severity: warning }
  annotations:
    summary: {{ "Whoever reads the log of {{ $labels.pod }} is too slow" | quote }}
    runbook_url: {{ $page }}#holdfastloglinesdropped
{{- range $source, $seconds := .Values.metrics.prometheusRule.silentAfter }}
- alert: HoldfastSourceSilent
  expr: min(holdfast_delivery_age_seconds{source={{ $source | quote }}, {{ $mine }}}) > {{ $seconds }}
  for: 5m
  labels: { severity: warning, source: {{ $source | quote }} }
  annotations:
    summary: Nothing of {{ $source }} for longer than is usual
    runbook_url: {{ $page }}#holdfastsourcesilent
{{- end }}
{{- end -}}
