package org.vigil.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Who may do what: passwords and rights of the services, given at every start of a broker. */
final class Access {

  private static final int ITERATIONS = 8192;
  private static final long WAIT_SECONDS = 60;

  private Access() {}

  /** Gives every service its password and its rights; repeating it changes nothing. */
  static void grant(Settings settings)
      throws InterruptedException, ExecutionException, TimeoutException {
    Properties properties = new Properties();
    properties.putAll(settings.client(Settings.BROKER));
    try (Admin admin = Admin.create(properties)) {
      List<UserScramCredentialAlteration> passwords = new ArrayList<>();
      List<AclBinding> rights = new ArrayList<>();
      for (String service : Settings.SERVICES) {
        passwords.add(
            new UserScramCredentialUpsertion(
                service,
                new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                settings.secret(service)));
        rights.addAll(rightsOf(service));
      }
      admin.alterUserScramCredentials(passwords).all().get(WAIT_SECONDS, TimeUnit.SECONDS);
      admin.createAcls(rights).all().get(WAIT_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** A service writes its own events and its seals, and reads everybody's. */
  static List<AclBinding> rightsOf(String service) {
    List<AclBinding> rights = new ArrayList<>();
    for (String source : Settings.SERVICES) {
      allow(rights, service, ResourceType.TOPIC, source + ".events", AclOperation.READ);
    }
    String own = service + ".events";
    allow(rights, service, ResourceType.TOPIC, own, AclOperation.WRITE, AclOperation.CREATE);
    allow(
        rights,
        service,
        ResourceType.TOPIC,
        "vigil.seals",
        AclOperation.READ,
        AclOperation.WRITE,
        AclOperation.CREATE);
    // Fences an older relay of this service; nobody else's.
    allow(
        rights,
        service,
        ResourceType.TRANSACTIONAL_ID,
        "vigil-relay-" + service,
        AclOperation.WRITE,
        AclOperation.DESCRIBE);
    allow(rights, service, ResourceType.GROUP, "vigil-" + service, AclOperation.READ);
    return rights;
  }

  private static void allow(
      List<AclBinding> rights,
      String service,
      ResourceType type,
      String name,
      AclOperation... operations) {
    for (AclOperation operation : operations) {
      rights.add(
          new AclBinding(
              new ResourcePattern(type, name, PatternType.LITERAL),
              new AccessControlEntry("User:" + service, "*", operation, AclPermissionType.ALLOW)));
    }
  }
}
