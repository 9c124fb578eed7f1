/**
 * The wiring of the actuator endpoint.
 */
@NullMarked
package io.github.containerd4j.spring.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
