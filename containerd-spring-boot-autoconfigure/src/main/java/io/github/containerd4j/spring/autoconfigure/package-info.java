/**
 * The wiring of containerd into Spring Boot: properties, connection details, the client,
 * and one bean for each service and namespace.
 */
@NullMarked
package io.github.containerd4j.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
