-- SPDX-License-Identifier: Apache-2.0
-- One new object a request.
local thread = 0

function setup(one)
  one:set("number", thread)
  thread = thread + 1
end

function init(arguments)
  count = 0
  stamp = os.time() % 65536
end

function request()
  count = count + 1
  local id = string.format("indicator--%08x-%04x-4000-8000-%012x", stamp, number, count)
  local body = string.format(
    '{"objects":[{"type":"indicator","spec_version":"2.1","id":"%s","created":"2026-01-31T12:00:00.000Z",'
      .. '"modified":"2026-01-31T12:00:00.000Z","indicator_types":["malicious-activity"],'
      .. '"pattern":"[ipv4-addr:value = \'203.0.113.7\']","pattern_type":"stix","valid_from":"2026-01-31T12:00:00Z"}]}', id)
  wrk.headers["Content-Type"] = "application/taxii+json;version=2.1"
  return wrk.format("POST", nil, nil, body)
end
