/**
 * Kafka's broker as the deployment runs it: formatted at its first start, SASL/SCRAM for every
 * client, and each service confined to its own topic for writing. Its image is made of published
 * jars, as the distribution's archive is not among them.
 */
@NullMarked
package org.vigil.broker;

import org.jspecify.annotations.NullMarked;
