/**
 * The actuator endpoint that shows what a containerd daemon holds, and the shape of its
 * answers.
 */
@NullMarked
package io.github.containerd4j.spring.endpoint;

import org.jspecify.annotations.NullMarked;
