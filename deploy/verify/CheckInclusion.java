import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Checks that an event was under a seal, with nothing but a JDK: no network, no database, no
 * library.
 *
 * <pre>java CheckInclusion.java PROOF PUBLIC_KEY [DATA]</pre>
 *
 * PROOF is what {@code GET /api/v1/events/{id}/inclusion-proof} answers, PUBLIC_KEY the PEM of the
 * key that the proof names, from a source that you trust, DATA the event's stored data if you have
 * it and want to know whether it is that of the event. Ends with 0 if the proof holds, 1 if it does
 * not, 2 if it cannot be read.
 */
public final class CheckInclusion {

  private final Map<String, String> fields = new HashMap<>();
  private final List<byte[]> path = new ArrayList<>();

  private CheckInclusion(List<String> lines) {
    if (lines.isEmpty() || !lines.getFirst().equals("vigil-inclusion-proof 1")) {
      throw new IllegalArgumentException("the first line is not that of a proof");
    }
    for (String line : lines.subList(1, lines.size())) {
      int space = line.indexOf(' ');
      if (space < 1) {
        throw new IllegalArgumentException("a line has no value");
      }
      String name = line.substring(0, space);
      String value = line.substring(space + 1);
      if (name.equals("path")) {
        path.add(HexFormat.of().parseHex(value));
      } else if (fields.put(name, value) != null) {
        throw new IllegalArgumentException(name + " stands there twice");
      }
    }
  }

  public static void main(String[] arguments) {
    if (arguments.length < 2 || arguments.length > 3) {
      System.err.println("usage: java CheckInclusion.java PROOF PUBLIC_KEY [DATA]");
      System.exit(2);
    }
    try {
      CheckInclusion proof = new CheckInclusion(Files.readAllLines(Path.of(arguments[0])));
      String wrong = proof.check(publicKey(Files.readString(Path.of(arguments[1]))));
      if (wrong.isEmpty() && arguments.length == 3) {
        byte[] data = Files.readAllBytes(Path.of(arguments[2]));
        wrong = proof.hex("data-sha256", sha256(data)) ? "" : "the data is not that of the event";
      }
      if (!wrong.isEmpty()) {
        System.out.println("DOES NOT HOLD: " + wrong);
        System.exit(1);
      }
      System.out.println(
          "HOLDS: event %s stood at position %s of the log of %s, signed with key %s at %s"
              .formatted(
                  proof.get("event"),
                  proof.get("position"),
                  proof.get("service"),
                  proof.get("key"),
                  proof.get("sealed-at")));
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      System.err.println("CANNOT BE READ: " + e.getMessage());
      System.exit(2);
    }
  }

  private static PublicKey publicKey(String pem) throws GeneralSecurityException {
    String base64 = pem.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  /** What does not hold; empty if all does. */
  private String check(PublicKey key) throws GeneralSecurityException, IOException {
    byte[] keyDigest = sha256(key.getEncoded());
    if (!HexFormat.of().formatHex(keyDigest).startsWith(get("key"))) {
      return "the seal names another key than the one given";
    }
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(key);
    signature.update(statement());
    if (!signature.verify(HexFormat.of().parseHex(get("signature")))) {
      return "the signature is not that of the seal";
    }
    long first = number("first");
    long last = number("last");
    long position = number("position");
    if (position < first || position > last) {
      return "the seal does not cover the position";
    }
    byte[] root = root(sha256(new byte[] {0}, event()), position - first, last - first + 1);
    return hex("root", root) ? "" : "the event is not one of those under the seal";
  }

  /** The bytes that were signed. */
  private byte[] statement() {
    return "vigil-seal 1\nservice %s\nfirst %s\nlast %s\nroot %s\nprevious %s\nkey %s\nsealed-at %s\n"
        .formatted(
            get("service"),
            get("first"),
            get("last"),
            get("root"),
            get("previous"),
            get("key"),
            get("sealed-at"))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The bytes of the event that make its leaf. */
  private byte[] event() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      UUID id = UUID.fromString(get("event"));
      out.writeLong(number("position"));
      write(out, get("stream"));
      out.writeInt(Integer.parseInt(get("version")));
      out.writeLong(id.getMostSignificantBits());
      out.writeLong(id.getLeastSignificantBits());
      write(out, get("type"));
      out.writeLong(number("recorded-at-micros"));
      out.write(HexFormat.of().parseHex(get("metadata-sha256")));
      out.write(HexFormat.of().parseHex(get("data-sha256")));
      write(out, fields.get("command-key"));
      write(out, fields.get("command-content"));
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
    } else {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  /** RFC 9162, section 2.1.3.2. */
  private byte[] root(byte[] leaf, long index, long size) throws GeneralSecurityException {
    long fn = index;
    long sn = size - 1;
    byte[] hash = leaf;
    for (byte[] sibling : path) {
      if (sn == 0) {
        return new byte[0];
      }
      if ((fn & 1) == 1 || fn == sn) {
        hash = sha256(new byte[] {1}, sibling, hash);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        hash = sha256(new byte[] {1}, hash, sibling);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 ? hash : new byte[0];
  }

  private String get(String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private long number(String name) {
    return Long.parseLong(get(name));
  }

  private boolean hex(String name, byte[] digest) {
    return HexFormat.of().formatHex(digest).equals(get(name));
  }

  private static byte[] sha256(byte[]... parts) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }
}
