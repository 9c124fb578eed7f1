package io.github.containerd4j.spring;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * Holds the lines of the architecture: an optional library is known only by the packages
 * that are about it, so that its absence costs nothing else.
 */
@AnalyzeClasses(packages = "io.github.containerd4j.spring", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule nobodyUsesGeneratedTypes = noClasses().should()
		.dependOnClassesThat()
		.resideInAPackage("io.github.containerd4j.proto..");

	@ArchTest
	static final ArchRule nobodyUsesWhatIsBuiltOnThis = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.github.containerd4j.sample..", "io.github.containerd4j.test..");

	@ArchTest
	static final ArchRule theGrpcStarterStaysInItsPackages = noClasses().that()
		.resideOutsideOfPackages("..spring.autoconfigure.grpc..", "..spring.autoconfigure.observation..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("net.devh..");

	@ArchTest
	static final ArchRule theEmbeddedDaemonStaysInItsPackages = noClasses().that()
		.resideOutsideOfPackages("..spring.autoconfigure.embedded..", "..spring.autoconfigure.diagnostics..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.github.containerd4j.embedded..");

	@ArchTest
	static final ArchRule micrometerStaysInItsPackages = noClasses().that()
		.resideOutsideOfPackages("..spring.metrics..", "..spring.observation..", "..spring.autoconfigure.metrics..",
				"..spring.autoconfigure.observation..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.micrometer..");

	@ArchTest
	static final ArchRule theActuatorStaysInItsPackages = noClasses().that()
		.resideOutsideOfPackages("..spring.endpoint..", "..spring.health..", "..spring.info..",
				"..spring.autoconfigure.endpoint..", "..spring.autoconfigure.health..", "..spring.autoconfigure.info..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.boot.actuate..", "org.springframework.boot.health..");

	@ArchTest
	static final ArchRule webSocketsStayInTheirPackages = noClasses().that()
		.resideOutsideOfPackages("..spring.terminal..", "..spring.autoconfigure.terminal..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.web.socket..", "jakarta.websocket..");

	@ArchTest
	static final ArchRule whatIsUsableAloneKnowsNoAutoConfiguration = noClasses().that()
		.resideInAnyPackage("..spring.endpoint..", "..spring.health..", "..spring.info..", "..spring.metrics..",
				"..spring.event..", "..spring.image..", "..spring.observation..", "..spring.container..",
				"..spring.terminal..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("..spring.autoconfigure..");

	@ArchTest
	static final ArchRule autoConfigurationsAreFinal = classes().that()
		.haveSimpleNameEndingWith("AutoConfiguration")
		.should()
		.haveModifier(JavaModifier.FINAL);

}
