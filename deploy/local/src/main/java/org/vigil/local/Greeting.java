package org.vigil.local;

/** What stands on the screen when everything runs. */
final class Greeting {

  private Greeting() {}

  static String text(Ports ports) {
    StringBuilder text = new StringBuilder("\n守望 Vigil is running (Ctrl-C stops it)\n\n");
    for (Service service : Service.values()) {
      text.append(
          String.format(
              "  %-21s http://127.0.0.1:%d   API pages: http://127.0.0.1:%d/docs%n",
              service.directory(), ports.of(service), ports.of(service)));
    }
    String variable = ports.offset() == 0 ? "" : "VIGIL_PORT_OFFSET=" + ports.offset() + " ";
    int port = ports.of(Service.REPORTING);
    return text.append("\nTry it, in another terminal in this folder:\n\n")
        .append(
            "TOKEN=$("
                + variable
                + "deploy/local/token department GWYC); NOW=$(date +%Y-%m-%dT%H:%M:%S%:z)\n")
        .append(
            "curl -i http://127.0.0.1:"
                + port
                + "/api/v1/symptom-reports -H \"Authorization: Bearer $TOKEN\"")
        .append(
            " -H \"Idempotency-Key: $(date +%s%N)\" -H 'Content-Type: application/json' -d"
                + " '{\"department\":\"GWYC\",")
        .append(
            "\"person\":{\"name\":\"张小明\",\"staffNo\":\"GW-017\",\"phone\":\"13800000017\"},\"symptoms\":[\"FEVER\",\"COUGH\"],")
        .append(
            "\"temperatureCelsius\":38.2,\"onsetAt\":\"'$NOW'\",\"knownAt\":\"'$NOW'\",\"note\":\"早班出车前测温\"}'\n")
        .append(
            "curl \"http://127.0.0.1:"
                + port
                + "/api/v1/escalation-feed?after=0&limit=100&wait=10\"")
        .append(" -H \"Authorization: Bearer $(" + variable + "deploy/local/token office)\"\n\n")
        .append("`make demo` plays a working day.\n")
        .toString();
  }
}
