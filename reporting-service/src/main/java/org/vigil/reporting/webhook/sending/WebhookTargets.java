package org.vigil.reporting.webhook.sending;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where a call may go. An office's systems stand in private networks, so those are allowed; this
 * host itself, its neighbours on the link and addresses that are no host are not. Whoever answers
 * must have a certificate for the name, so a name that suddenly means another machine leads
 * nowhere.
 */
public final class WebhookTargets {

  private static final int MAX_URL = 500;

  private final boolean loopback;

  /**
   * @param loopback whether this host may be called, without TLS too; for development and tests
   */
  public WebhookTargets(boolean loopback) {
    this.loopback = loopback;
  }

  /** The address in a text; empty for one to which nothing is ever sent. */
  public Optional<URI> parse(String text) {
    if (text.length() > MAX_URL) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(text);
      boolean plain = "http".equals(uri.getScheme()) && loopback && isLoopback(uri.getHost());
      boolean allowed =
          ("https".equals(uri.getScheme()) || plain)
              && uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getFragment() == null
              && uri.getPort() != 0;
      return allowed ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static boolean isLoopback(String host) {
    return "localhost".equals(host) || "127.0.0.1".equals(host) || "[::1]".equals(host);
  }

  /** Whether every address of the host may be called now. */
  boolean mayCall(URI uri) {
    try {
      String host = uri.getHost();
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!mayCall(address)) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException _) {
      return false;
    }
  }

  private boolean mayCall(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return loopback;
    }
    return !address.isAnyLocalAddress()
        && !address.isLinkLocalAddress()
        && !address.isMulticastAddress();
  }
}
