package org.vigil.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** Passwords and keys of this machine, made at the first start and readable by its user only. */
final class Secrets {

  private static final int BYTES = 32;

  private final Properties values = new Properties();

  Secrets(Path file) {
    try {
      if (Files.exists(file)) {
        try (var in = Files.newBufferedReader(file)) {
          values.load(in);
        }
      }
      boolean grown = add("subject-key");
      for (Service service : Service.values()) {
        grown |= add("database." + service.shortName());
        grown |= addSealKey("seal-key." + service.shortName());
        grown |= add("master-key." + service.shortName());
      }
      if (grown) {
        write(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String subjectKey() {
    return values.getProperty("subject-key");
  }

  String databasePassword(Service service) {
    return values.getProperty("database." + service.shortName());
  }

  /** The private key with which a service seals its log: PKCS#8 in base64. */
  String sealKey(Service service) {
    return values.getProperty("seal-key." + service.shortName());
  }

  private boolean addSealKey(String name) {
    if (values.containsKey(name)) {
      return false;
    }
    try {
      byte[] key =
          KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate().getEncoded();
      values.setProperty(name, Base64.getEncoder().encodeToString(key));
      return true;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What wraps the keys of people in this service's database. */
  String masterKey(Service service) {
    return values.getProperty("master-key." + service.shortName());
  }

  private boolean add(String name) {
    if (values.containsKey(name)) {
      return false;
    }
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    values.setProperty(name, Base64.getEncoder().encodeToString(bytes));
    return true;
  }

  private void write(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      values.store(out, null);
    }
  }
}
