package io.github.containerd4j.spring.endpoint;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Why the daemon could not be read.
 *
 * @param code the class of the failure, such as {@code UNAVAILABLE}
 * @param message what happened, in one line
 * @since 0.1.0
 */
public record FailureDescriptor(String code, String message) implements OperationResponseBody {
}
