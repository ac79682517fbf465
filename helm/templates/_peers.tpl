{{- /*
Peers of a NetworkPolicy, from {cidr} and {namespace, pods}. 0.0.0.0/0 and ::/0 are the public internet: private ranges are
excepted, and what a translator makes of them (64:ff9b::/96; its private sibling as a whole). What covers the clouds' metadata addresses and the rest of link-local gets an exception; what lies within them is refused, but for the one that
Kubernetes' own cache of names has on each node.
*/ -}}
{{- define "holdfast.peers" -}}
{{- range . }}
{{- if .cidr }}
- ipBlock:
    cidr: {{ .cidr | quote }}
    {{- with include "holdfast.except" .cidr | trim }}{{ . | nindent 4 }}{{ end }}
{{- else }}
- namespaceSelector:
    {{- if eq .namespace "*" }} {}
    {{- else }}
    matchLabels:
      kubernetes.io/metadata.name: {{ .namespace | quote }}
    {{- end }}
  {{- with .pods }}
  podSelector:
    matchLabels:
      {{- toYaml . | nindent 6 }}
  {{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "holdfast.except" -}}
{{- if eq . "::/0" }}
except:
  - fc00::/7
  - fe80::/10
  - 64:ff9b::a00:0/104
  - 64:ff9b::6440:0/106
  - 64:ff9b::7f00:0/104
  - 64:ff9b::a83f:8110/128
  - 64:ff9b::a9fe:0/112
  - 64:ff9b::ac10:0/108
  - 64:ff9b::c000:0/120
  - 64:ff9b::c0a8:0/112
  - 64:ff9b:1::/48
{{- else if eq . "0.0.0.0/0" }}
except: [10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 168.63.129.16/32, 169.254.0.0/16, 172.16.0.0/12, 192.0.0.0/24, 192.168.0.0/16]
{{- else if and (not (contains ":" .)) (ne . "169.254.20.10/32") -}}
{{- $parts := splitList "/" . -}}
{{- $bits := index $parts 1 | int -}}
{{- $address := include "holdfast.number" (index $parts 0) | int64 -}}
{{- $size := 1 -}}
{{- range until (int (sub 32 $bits)) }}{{ $size = mul $size 2 }}{{ end -}}
{{- $denied := list -}}
{{- range list "169.254.0.0/16" "100.100.100.200/32" "192.0.0.192/32" "168.63.129.16/32" -}}
{{- $deniedParts := splitList "/" . -}}
{{- $deniedAddress := include "holdfast.number" (index $deniedParts 0) | int64 -}}
{{- $deniedBits := index $deniedParts 1 | int -}}
{{- $deniedSize := 1 -}}
{{- range until (int (sub 32 $deniedBits)) }}{{ $deniedSize = mul $deniedSize 2 }}{{ end -}}
{{- if and (lt $bits $deniedBits) (eq (div $address $size) (div $deniedAddress $size)) -}}
{{- $denied = append $denied . -}}
{{- else if and (ge $bits $deniedBits) (eq (div $address $deniedSize) (div $deniedAddress $deniedSize)) -}}
{{- fail (printf "networkPolicy: %s/%d holds a metadata or link-local address, which nothing may dial" (index $parts 0) $bits) -}}
{{- end -}}
{{- end -}}
{{- if $denied }}
except:
  {{- toYaml $denied | nindent 2 }}
{{- end }}
{{- end -}}
{{- end -}}

{{- /* An IPv4 address as a number. */ -}}
{{- define "holdfast.number" -}}
{{- $number := 0 -}}
{{- range splitList "." . }}{{ $number = add (mul $number 256) (. | int64) }}{{ end -}}
{{- $number -}}
{{- end -}}
