package org.vigil.eventsourcing.seal;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** A key pair (Ed25519) with which a service signs its seals. */
public final class SealKey {

  private static final String ALGORITHM = "Ed25519";
  private static final int ID_CHARACTERS = 16;

  private final PrivateKey privateKey;
  private final String publicKey;

  private SealKey(KeyPair pair) {
    this.privateKey = pair.getPrivate();
    this.publicKey = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
  }

  /** A new key. */
  public static SealKey generate() {
    try {
      return new SealKey(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a private key.
   *
   * @param text PKCS#8 in PEM, as {@code openssl genpkey -algorithm ed25519} writes it, or only its
   *     base64
   * @throws IllegalArgumentException if it is no such key; the message does not repeat it
   */
  public static SealKey parse(String text) {
    String base64 = text.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
    try {
      KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
      byte[] encoded = Base64.getDecoder().decode(base64);
      EdECPrivateKey key =
          (EdECPrivateKey) factory.generatePrivate(new PKCS8EncodedKeySpec(encoded));
      return new SealKey(pairOf(key.getBytes().orElseThrow()));
    } catch (GeneralSecurityException | RuntimeException _) {
      throw new IllegalArgumentException("not an Ed25519 private key in PKCS#8");
    }
  }

  /**
   * The JDK has no call for the public half of a private key, but its generator asks for exactly
   * the 32 bytes of the private key and makes the pair of them.
   */
  private static KeyPair pairOf(byte[] seed) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
    generator.initialize(
        255,
        new SecureRandom() {
          private static final long serialVersionUID = 1L;

          @Override
          public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
              throw new IllegalStateException("the key generator wants something else");
            }
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
          }
        });
    KeyPair pair = generator.generateKeyPair();
    byte[] made = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
    if (!Arrays.equals(seed, made)) {
      throw new GeneralSecurityException("the key generator made another key");
    }
    return pair;
  }

  /** The first 16 hex digits of the SHA-256 of the public key's encoding. */
  public String id() {
    return idOf(publicKey);
  }

  /** The public half: X.509 SubjectPublicKeyInfo in base64. */
  public String publicKey() {
    return publicKey;
  }

  byte[] sign(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateKey);
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String idOf(String publicKey) {
    byte[] encoded = Base64.getDecoder().decode(publicKey);
    return Sha256.hex(Sha256.of(encoded)).substring(0, ID_CHARACTERS);
  }

  /** The public key in PEM. */
  public static String pem(String publicKey) {
    return "-----BEGIN PUBLIC KEY-----\n" + publicKey + "\n-----END PUBLIC KEY-----\n";
  }

  /** Whether a signature holds; false also for what is no key or no signature. */
  static boolean holds(String publicKey, byte[] bytes, byte[] signature) {
    try {
      PublicKey key =
          KeyFactory.getInstance(ALGORITHM)
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey)));
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update(bytes);
      return check.verify(signature);
    } catch (InvalidKeySpecException
        | InvalidKeyException
        | SignatureException
        | IllegalArgumentException _) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
