package org.vigil.reporting.webhook.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures and addresses, without a network. */
class WebhookSignatureTest {

  private static final byte[] SECRET =
      Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  /** The example of the specification's reference libraries. */
  @Test
  void a_signature_is_what_the_specification_says() {
    assertThat(
            WebhookSignature.of(
                List.of(SECRET),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void while_a_secret_is_replaced_both_sign() {
    String both = WebhookSignature.of(List.of(new byte[24], SECRET), "a", 1, "{}");

    assertThat(both.split(" "))
        .hasSize(2)
        .contains(WebhookSignature.of(List.of(SECRET), "a", 1, "{}"))
        .allMatch(one -> one.startsWith("v1,"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://oa.example/hooks",
        "http://127.0.0.1/hooks",
        "https://user:password@oa.example/hooks",
        "https://oa.example/hooks#part",
        "https:///hooks",
        "ftp://oa.example/hooks",
        "file:///etc/passwd",
        "https://oa.example:0/",
        "not an address"
      })
  void nothing_is_sent_to(String address) {
    assertThat(new WebhookTargets(false).parse(address)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://0.0.0.0/",
        "https://169.254.169.254/latest/meta-data",
        "https://[fe80::1]/",
        "https://224.0.0.1/",
        "https://[::ffff:127.0.0.1]/"
      })
  void an_address_that_is_this_host_or_no_host_is_not_called(String address) {
    assertThat(new WebhookTargets(false).mayCall(URI.create(address))).isFalse();
  }

  @Test
  void an_offices_system_in_a_private_network_is_called() {
    assertThat(new WebhookTargets(false).parse("https://10.1.2.3/hooks")).isPresent();
    assertThat(new WebhookTargets(false).mayCall(URI.create("https://10.1.2.3/hooks"))).isTrue();
  }

  @Test
  void this_host_is_called_without_tls_only_where_it_is_configured() {
    assertThat(new WebhookTargets(true).parse("http://127.0.0.1:8080/hooks")).isPresent();
    assertThat(new WebhookTargets(true).parse("http://10.1.2.3/hooks")).isEmpty();
  }
}
