package io.github.containerd4j.spring.autoconfigure;

import java.lang.reflect.Field;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import io.github.containerd4j.host.ContainerDirectory;
import io.github.containerd4j.network.Cni;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the annotation processors write. A newer javac runs none of them unless it is
 * told, and the build does not notice.
 */
class GeneratedMetadataTests {

	@Test
	void everyAutoConfigurationHasItsConditionsPrepared() {
		String conditions = GeneratedMetadata.read("META-INF/spring-autoconfigure-metadata.properties");
		String imports = GeneratedMetadata
			.read("META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports");

		assertThat(imports.lines()).isNotEmpty().allSatisfy((name) -> assertThat(conditions).contains(name + "="));
	}

	@Test
	void everyPropertyHasADescription() {
		assertThat(GeneratedMetadata.items("properties")).isNotEmpty()
			.allSatisfy((property) -> assertThat((String) property.get("description")).as("%s", property.get("name"))
				.endsWith("."));
	}

	@Test
	void everyPropertyIsOfContainerdOrItsActuator() {
		assertThat(names("properties"))
			.allMatch((name) -> name.startsWith("containerd.") || name.startsWith("management."));
	}

	@Test
	void directoriesTellTheirDefaults() {
		assertThat(GeneratedMetadata.items("properties")).filteredOn("name", "containerd.data-directory")
			.extracting("defaultValue")
			.containsExactly(ContainerDirectory.DEFAULT_ROOT.toString());
		assertThat(GeneratedMetadata.items("properties")).filteredOn("name", "containerd.cni.cache-directory")
			.extracting("defaultValue")
			.containsExactly(Cni.DEFAULT_CACHE_DIRECTORY.toString());
	}

	// Spring Boot's own property is in milliseconds.
	@Test
	void everyTimeIsInSecondsUnlessAUnitIsGivenAndSaysSo() {
		assertThat(GeneratedMetadata.items("properties")).filteredOn("type", Duration.class.getName())
			.filteredOn((property) -> !name(property).endsWith(".cache.time-to-live"))
			.hasSizeGreaterThan(20)
			.allSatisfy((property) -> {
				assertThat((String) property.get("description")).as(name(property))
					.endsWith(" In seconds unless a unit is given.");
				assertThat(field(property).getAnnotation(DurationUnit.class)).as(name(property))
					.extracting(DurationUnit::value)
					.isEqualTo(ChronoUnit.SECONDS);
			});
	}

	@Test
	void everySizeSaysThatItIsInBytesUnlessAUnitIsGiven() {
		assertThat(GeneratedMetadata.items("properties")).filteredOn("type", DataSize.class.getName())
			.hasSizeGreaterThan(3)
			.allSatisfy((property) -> assertThat((String) property.get("description")).as(name(property))
				.endsWith(" In bytes unless a unit is given."));
	}

	@Test
	void everyHintIsOfAProperty() {
		// The keys of a map have hints of their own.
		assertThat(names("hints").map((name) -> name.replaceFirst("\\.(keys|values)$", ""))).isNotEmpty()
			.isSubsetOf(names("properties").toList());
	}

	private Stream<String> names(String kind) {
		return GeneratedMetadata.items(kind).stream().map(GeneratedMetadataTests::name);
	}

	private static String name(Map<String, Object> item) {
		return (String) item.get("name");
	}

	private static Field field(Map<String, Object> property) {
		String type = (String) property.get("sourceType");
		return Arrays.stream(ClassUtils.resolveClassName(type, null).getDeclaredFields())
			.filter((field) -> name(property).endsWith("." + DataObjectPropertyName.toDashedForm(field.getName())))
			.findAny()
			.orElseThrow();
	}

}
