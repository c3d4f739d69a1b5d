package org.vigil.testing.edge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends bytes that no well-behaved client would send, and reads what comes back. */
final class RawHttp {

  private static final int PATIENCE_MS = 20_000;

  private RawHttp() {}

  /** An answer; status 0 where the server hung up without one. */
  record Answer(int status, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  /** Sends one request on a connection of its own; {@code lines} ends without the empty line. */
  static Answer send(int port, byte[] lines, byte @Nullable [] body) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MS);
      ByteArrayOutputStream received = new ByteArrayOutputStream();
      try {
        OutputStream out = socket.getOutputStream();
        out.write(lines);
        out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        if (body != null) {
          out.write(body);
        }
        out.flush();
        readUntilTheEnd(socket.getInputStream(), received);
      } catch (SocketException | SocketTimeoutException _) {
        // The server may answer and hang up before it has read everything.
      }
      return parse(received.toByteArray());
    }
  }

  /** A stream of events has no end; its head says enough. */
  private static void readUntilTheEnd(InputStream in, ByteArrayOutputStream received)
      throws IOException {
    byte[] buffer = new byte[8192];
    int read;
    while ((read = in.read(buffer)) >= 0) {
      received.write(buffer, 0, read);
      String text = received.toString(StandardCharsets.ISO_8859_1);
      int head = text.indexOf("\r\n\r\n");
      if (head >= 0 && text.substring(0, head).contains("text/event-stream")) {
        return;
      }
    }
  }

  private static Answer parse(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0 || !text.startsWith("HTTP/1.")) {
      return new Answer(0, Map.of(), "");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    text.substring(0, end)
        .lines()
        .skip(1)
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              headers.put(
                  line.substring(0, colon).toLowerCase(Locale.ROOT),
                  line.substring(colon + 1).strip());
            });
    byte[] body = text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
    return new Answer(
        Integer.parseInt(text.substring(9, 12)), headers, new String(body, StandardCharsets.UTF_8));
  }
}
