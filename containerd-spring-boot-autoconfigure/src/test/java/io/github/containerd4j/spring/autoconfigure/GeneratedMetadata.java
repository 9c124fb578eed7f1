package io.github.containerd4j.spring.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the annotation processors wrote about the properties.
 */
final class GeneratedMetadata {

	private GeneratedMetadata() {
	}

	/**
	 * The entries of one kind: groups, properties or hints.
	 */
	@SuppressWarnings("unchecked")
	static List<Map<String, Object>> items(String kind) {
		String json = read("META-INF/spring-configuration-metadata.json");
		return (List<Map<String, Object>>) JsonParserFactory.getJsonParser().parseMap(json).get(kind);
	}

	/**
	 * The classes that properties are bound to.
	 */
	static List<Class<?>> propertyTypes() {
		return items("groups").stream()
			.<Class<?>>map((group) -> ClassUtils.resolveClassName((String) group.get("type"), null))
			.filter((type) -> AnnotatedElementUtils.hasAnnotation(type, ConfigurationProperties.class))
			.toList();
	}

	static String read(String resource) {
		ClassLoader loader = ContainerdProperties.class.getClassLoader();
		try (InputStream stream = loader.getResourceAsStream(resource)) {
			assertThat(stream).as(resource).isNotNull();
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
