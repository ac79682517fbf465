{{- /* Each has its page in docs/runbook.md, and metrics from docs/metrics.md. `mine` chooses this release's series. */ -}}
{{- define "holdfast.alerts" -}}
{{- $mine := printf "namespace=%q,service=%q" .Release.Namespace (printf "%s-management" (include "holdfast.fullname" .)) -}}
{{- $own := printf "{%s}" $mine -}}
{{- $page := .Values.metrics.prometheusRule.runbook -}}
{{- if include "holdfast.receives" . }}
{{- $door := printf "{%s, pod=~\"%s-(all|receive)-.+\"}" $mine (include "holdfast.fullname" .) }}
- alert: HoldfastTakesNothing
  expr: sum(holdfast_lane_held{{ $door }}) == 0 or absent(holdfast_lane_held{{ $door }})
  for: 1m
  labels: { severity: critical }
  annotations:
    summary: No replica can commit an arrival, vendors get 503 or no answer
    {{- with include "holdfast.page" (list $page "holdfasttakesnothing") }}{{ . | nindent 4 }}{{ end }}
{{- end }}
- alert: HoldfastReplicaTakesNothing
  expr: max_over_time(holdfast_lane_held{{ $own }}[1m]) == 0
  for: 5m
  labels: { severity: warning }
  annotations:
    summary: {{ "{{ $labels.pod }} holds no lane" | quote }}
    {{- with include "holdfast.page" (list $page "holdfastreplicatakesnothing") }}{{ . | nindent 4 }}{{ end }}
- alert: HoldfastUnavailable
  expr: sum by (source) (rate(holdfast_deliveries_unavailable_total{{ $own }}[5m])) > 0
  for: 10m
  labels: { severity: critical }
  annotations:
    summary: {{ "Vendors of {{ $labels.source }} get 503 and will give up some day" | quote }}
    {{- with include "holdfast.page" (list $page "holdfastunavailable") }}{{ . | nindent 4 }}{{ end }}
- alert: HoldfastOverload
  expr: max by (pod) (min_over_time(holdfast_overload_level{{ $own }}[10m])) > 0
  for: 1m
  labels: { severity: warning }
  annotations:
    summary: {{ "{{ $labels.pod }} has more to do than it can, and gives up what is less urgent" | quote }}
    {{- with include "holdfast.page" (list $page "holdfastoverload") }}{{ . | nindent 4 }}{{ end }}
- alert: HoldfastBacklog
  expr: max by (target) (holdfast_backlog_age_seconds{{ $own }}) > 300
  for: 10m
  labels: { severity: warning }
  annotations:
    summary: {{ "Events wait for {{ $labels.target }}, which takes them more slowly than they come" | quote }}
    {{- with include "holdfast.page" (list $page "holdfastbacklog") }}{{ . | nindent 4 }}{{ end }}
- alert: HoldfastDeadLetters
  expr: sum by (target) (increase(holdfast_attempts_total{verdict="dead", {{ $mine }}}[15m])) > 0
  labels: { severity: warning }
  annotations:
    summary: {{ "Messages for {{ $labels.target }} have used up their schedule" | quote }}
    {{- with include "holdfast.page" (list $page "holdfastdeadletters") }}{{ . | nindent 4 }}{{ end }}
- alert: HoldfastTargetPaused
  expr: max by (target) (holdfast_target_paused{{ $own }}) == 1
  for: 1m
  labels: { severity: warning }
  annotations:
    summary: {{ "{{ $labels.target }} answered 410 and gets nothing until it is resumed" | quote }}
    {{- with include "holdfast.page" (list $page "holdfasttargetpaused") }}{{ . | nindent 4 }}{{ end }}
- alert: HoldfastTargetDown
  expr: max by (target) (max_over_time(holdfast_target_breaker_open_seconds{{ $own }}[5m])) > 0
  for: 30m
  labels: { severity: warning }
  annotations:
    summary: {{ "{{ $labels.target }} has been down for half an hour" | quote }}
    {{- with include "holdfast.page" (list $page "holdfasttargetdown") }}{{ . | nindent 4 }}{{ end }}
- alert: HoldfastVerifierFailed
  expr: sum by (source) (increase(holdfast_deliveries_refused_total{cause="verifier-failed", {{ $mine }}}[15m])) > 0
  labels: { severity: warning }
  annotations:
    summary: {{ "A fault of ours refused deliveries of {{ $labels.source }}" | quote }}
    {{- with include "holdfast.page" (list $page "holdfastverifierfailed") }}{{ . | nindent 4 }}{{ end }}
- alert: HoldfastKeysMissing
  expr: |-
    sum by (source) (increase(holdfast_key_fetches_total{outcome=~"failed|useless", {{ $mine }}}[15m])) > 0
      unless sum by (source) (increase(holdfast_key_fetches_total{outcome="kept", {{ $mine }}}[15m])) > 0
  for: 5m
  labels: { severity: warning }
  annotations:
    summary: {{ "The keys of the vendor of {{ $labels.source }} cannot be had, its deliveries get 503" | quote }}
    {{- with include "holdfast.page" (list $page "holdfastkeysmissing") }}{{ . | nindent 4 }}{{ end }}
- alert: HoldfastSecretChanged
  # The floor: a stranger's try now and then is more than nine of ten of a source where little comes.
  expr: |-
    sum by (source) (increase(holdfast_deliveries_refused_total{cause="signature-mismatch", {{ $mine }}}[15m]))
      > 20 + 9 * sum by (source) (increase(holdfast_deliveries_total{{ $own }}[15m]))
  for: 10m
  labels: { severity: critical }
  annotations:
    summary: {{ "Nearly everything of {{ $labels.source }} is refused: its secret was changed at the vendor" | quote }}
    {{- with include "holdfast.page" (list $page "holdfastsecretchanged") }}{{ . | nindent 4 }}{{ end }}
- alert: HoldfastQuarantine
  expr: sum by (source) (increase(holdfast_events_total{kind="quarantined", {{ $mine }}}[15m])) > 0
  labels: { severity: warning }
  annotations:
    summary: {{ "Authentic events of {{ $labels.source }} are not what its vendor's page says" | quote }}
    {{- with include "holdfast.page" (list $page "holdfastquarantine") }}{{ . | nindent 4 }}{{ end }}
- alert: HoldfastSettlingFails
  expr: sum by (pod) (rate(holdfast_settle_failures_total{{ $own }}[5m])) > 0
  for: 10m
  labels: { severity: warning }
  annotations:
    summary: {{ "{{ $labels.pod }} cannot write what became of its attempts" | quote }}
    {{- with include "holdfast.page" (list $page "holdfastsettlingfails") }}{{ . | nindent 4 }}{{ end }}
- alert: HoldfastClockSkew
  expr: max by (pod) (abs(holdfast_clock_skew_seconds{{ $own }})) > 60
  for: 10m
  labels: { severity: warning }
  annotations:
    summary: {{ "The clock of {{ $labels.pod }} is more than a minute from the database's" | quote }}
    {{- with include "holdfast.page" (list $page "holdfastclockskew") }}{{ . | nindent 4 }}{{ end }}
- alert: HoldfastLogLinesDropped
  expr: sum by (pod) (increase(holdfast_log_dropped_lines_total{{ $own }}[15m])) > 0
  labels: { severity: warning }
  annotations:
    summary: {{ "Whoever reads the log of {{ $labels.pod }} is too slow" | quote }}
    {{- with include "holdfast.page" (list $page "holdfastloglinesdropped") }}{{ . | nindent 4 }}{{ end }}
- alert: HoldfastPushSilent
  expr: max by (source) (holdfast_source_push_silent{{ $own }}) == 1
  for: 10m
  labels: { severity: warning }
  annotations:
    summary: {{ "The vendor of {{ $labels.source }} is at work and its webhooks do not come" | quote }}
    {{- with include "holdfast.page" (list $page "holdfastpushsilent") }}{{ . | nindent 4 }}{{ end }}
- alert: HoldfastSourceStale
  expr: max by (source) (holdfast_source_stale{{ $own }}) == 1
  for: 10m
  labels: { severity: warning }
  annotations:
    summary: {{ "Nothing comes of {{ $labels.source }}, on either road, for longer than its freshness" | quote }}
    {{- with include "holdfast.page" (list $page "holdfastsourcestale") }}{{ . | nindent 4 }}{{ end }}
- alert: HoldfastGaps
  expr: sum by (source) (increase(holdfast_reconcile_gaps_total{{ $own }}[1h])) > {{ .Values.metrics.prometheusRule.gapsAnHour }}
  labels: { severity: warning }
  annotations:
    summary: {{ "The vendor of {{ $labels.source }} loses webhooks, or gives up on us" | quote }}
    {{- with include "holdfast.page" (list $page "holdfastgaps") }}{{ . | nindent 4 }}{{ end }}
- alert: HoldfastListBroken
  expr: sum by (source, actor) (increase(holdfast_reconcile_broken_total{{ $own }}[1h])) > 0
  labels: { severity: warning }
  annotations:
    summary: {{ "A list of {{ $labels.source }} is not read to its end; {{ $labels.actor }} must act" | quote }}
    {{- with include "holdfast.page" (list $page "holdfastlistbroken") }}{{ . | nindent 4 }}{{ end }}
- alert: HoldfastForgetsSoon
  expr: max by (source, list) (holdfast_reconcile_lookback_used_ratio{{ $own }}) > 0.5
  for: 10m
  labels: { severity: warning }
  annotations:
    summary: {{ "Half of what the vendor remembers of {{ $labels.list }} of {{ $labels.source }} is not read yet" | quote }}
    {{- with include "holdfast.page" (list $page "holdfastforgetssoon") }}{{ . | nindent 4 }}{{ end }}
- alert: HoldfastHole
  expr: sum by (source) (increase(holdfast_reconcile_holes_total{{ $own }}[1h])) > 0
  labels: { severity: critical }
  annotations:
    summary: {{ "The vendor of {{ $labels.source }} forgot a part of a list before it was read" | quote }}
    {{- with include "holdfast.page" (list $page "holdfasthole") }}{{ . | nindent 4 }}{{ end }}
- alert: HoldfastReconnect
  expr: max by (source) (holdfast_token_reconnect{{ $own }}) == 1
  for: 1m
  labels: { severity: warning }
  annotations:
    summary: {{ "The vendor of {{ $labels.source }} no longer lets us in" | quote }}
    {{- with include "holdfast.page" (list $page "holdfastreconnect") }}{{ . | nindent 4 }}{{ end }}
- alert: HoldfastBudget
  # Only of a replica that has called lately: another's figure is of the day when it did.
  expr: |-
    min by (source) (holdfast_budget_left_ratio{budget="day", {{ $mine }}}
      and on (pod, source) sum by (pod, source) (increase(holdfast_vendor_calls_total{{ $own }}[1h])) > 0) < 0.1
  for: 5m
  labels: { severity: warning }
  annotations:
    summary: {{ "The day's calls to the vendor of {{ $labels.source }} run out" | quote }}
    {{- with include "holdfast.page" (list $page "holdfastbudget") }}{{ . | nindent 4 }}{{ end }}
{{- range $source, $seconds := .Values.metrics.prometheusRule.silentAfter }}
- alert: HoldfastSourceSilent
  expr: min(holdfast_source_newest_age_seconds{origin="push", source={{ $source | quote }}, {{ $mine }}}) > {{ $seconds }}
  for: 5m
  labels: { severity: warning, source: {{ $source | quote }} }
  annotations:
    summary: Nothing of {{ $source }} for longer than is usual
    {{- with include "holdfast.page" (list $page "holdfastsourcesilent") }}{{ . | nindent 4 }}{{ end }}
{{- end }}
{{- end -}}

{{- /* Where its page is, when it was said where you keep them. */ -}}
{{- define "holdfast.page" -}}
{{- with index . 0 -}}
runbook_url: {{ printf "%s#%s" . (index $ 1) | quote }}
{{- end -}}
{{- end -}}
