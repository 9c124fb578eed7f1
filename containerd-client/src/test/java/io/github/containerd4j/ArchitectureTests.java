package io.github.containerd4j;

import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the lines of the architecture: who may depend on whom, and what users may see.
 */
@AnalyzeClasses(packages = "io.github.containerd4j", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "io.github.containerd4j";

	private static final String GENERATED = ROOT + ".proto..";

	@ArchTest
	static final ArchRule clientKnowsNoFramework = noClasses().that()
		.resideOutsideOfPackage(GENERATED)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "io.micrometer..", "com.fasterxml..", "tools.jackson..",
				"com.google.common..", "net.devh..");

	@ArchTest
	static final ArchRule generatedTypesStayInside = codeUnits().that()
		.areDeclaredInClassesThat()
		.resideOutsideOfPackages(GENERATED, ROOT + ".rpc", ROOT + ".connection")
		.should(notShow("generated or protobuf types", GENERATED, "com.google.protobuf.."));

	@ArchTest
	static final ArchRule grpcTypesStayInside = codeUnits().that()
		.areDeclaredInClassesThat()
		.resideOutsideOfPackages(GENERATED, ROOT + ".rpc", ROOT + ".connection")
		.and(DescribedPredicate.not(channelAccessors()))
		.should(notShow("types of gRPC", "io.grpc.."));

	@ArchTest
	static final ArchRule onlyTheConnectionKnowsNetty = noClasses().that()
		.resideOutsideOfPackage(ROOT + ".connection")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.grpc.netty..");

	@ArchTest
	static final ArchRule onlyTheHostKnowsNativeCode = noClasses().that()
		.haveNameNotMatching(".*\\.host\\.Jna(File)?Kernel")
		.and()
		.haveSimpleNameNotStartingWith("LibC")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("com.sun.jna..");

	@ArchTest
	static final ArchRule implementationsAreHidden = classes().that()
		.haveSimpleNameStartingWith("Grpc")
		.and()
		.resideOutsideOfPackage(GENERATED)
		.should()
		.bePackagePrivate();

	@ArchTest
	static final ArchRule connectionKnowsNoService = noClasses().that()
		.resideInAPackage(ROOT + ".connection")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(GENERATED, ROOT + ".rpc");

	@ArchTest
	static void everyPackageIsNullMarked(JavaClasses classes) {
		assertThat(classes.stream()
			.filter((type) -> !type.getPackageName().startsWith(ROOT + ".proto"))
			.map(JavaClass::getPackage)
			.distinct()
			.filter((javaPackage) -> !javaPackage.isAnnotatedWith(NullMarked.class))).isEmpty();
	}

	private static DescribedPredicate<JavaCodeUnit> channelAccessors() {
		return DescribedPredicate.describe("give or take the channel",
				(unit) -> unit.getName().equals("channel") || unit.getOwner().getSimpleName().equals("ClientBuilder"));
	}

	private static ArchCondition<JavaCodeUnit> notShow(String what, String... packages) {
		DescribedPredicate<JavaClass> forbidden = JavaClass.Predicates.resideInAnyPackage(packages);
		return new ArchCondition<>("not show " + what) {

			@Override
			public void check(JavaCodeUnit unit, ConditionEvents events) {
				if (!isVisible(unit)) {
					return;
				}
				boolean shown = Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
					.flatMap((type) -> type.getAllInvolvedRawTypes().stream())
					.anyMatch(forbidden);
				if (shown) {
					events.add(SimpleConditionEvent.violated(unit, unit.getFullName() + " shows " + what));
				}
			}

		};
	}

	private static boolean isVisible(JavaCodeUnit unit) {
		boolean member = unit.getModifiers().contains(JavaModifier.PUBLIC)
				|| unit.getModifiers().contains(JavaModifier.PROTECTED);
		return member && unit.getOwner().getModifiers().contains(JavaModifier.PUBLIC);
	}

}
