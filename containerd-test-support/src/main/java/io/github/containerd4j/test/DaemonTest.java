package io.github.containerd4j.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test class once for each daemon of the matrix: the bin directories in the system
 * property {@code containerd.test.daemons}, separated by commas, else the machine's own
 * containerd. Tests that run on the same version share one daemon; a daemon that is
 * missing or does not start fails the tests.
 * <p>
 * Parameters of the constructor and of methods may be a {@link TestDaemon}, its
 * {@link io.github.containerd4j.ContainerdClient}, and a
 * {@link io.github.containerd4j.Namespace} that is the test's own and is emptied and
 * deleted after it.
 */
@Documented
@Inherited
@ClassTemplate
@ExtendWith(DaemonMatrix.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface DaemonTest {

}
