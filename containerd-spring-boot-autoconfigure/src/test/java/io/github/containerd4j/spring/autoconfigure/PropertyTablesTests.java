package io.github.containerd4j.spring.autoconfigure;

import java.beans.PropertyDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.containerd4j.spring.autoconfigure.container.ContainerProperties;
import io.github.containerd4j.spring.autoconfigure.container.ProbeProperties;
import org.junit.jupiter.api.Test;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tables of properties that users read.
 */
class PropertyTablesTests {

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (.*?) \\| (.+) \\|$");

	// The name and what is said, the default between them.
	private final Map<String, List<String>> reference = rows("docs/reference.md");

	@Test
	void theReferenceGuideHasEveryPropertyAsTheMetadataHaveIt() {
		for (Map<String, Object> property : GeneratedMetadata.items("properties")) {
			String name = (String) property.get("name");
			if (isMap(property)) {
				assertThat(this.reference.keySet()).as(name).anyMatch((row) -> row.startsWith(name + ".<"));
			}
			else {
				assertThat(this.reference).containsEntry(name,
						List.of(shown(property.get("defaultValue")), (String) property.get("description")));
			}
		}
	}

	@Test
	void theReferenceGuideHasEveryPropertyOfAContainer() {
		assertThat(names(ContainerProperties.class)).allSatisfy((name) -> assertThat(this.reference.keySet())
			.anyMatch((row) -> row.matches(Pattern.quote("containerd.containers.<id>." + name) + "(\\W.*)?")));
		assertThat(names(ProbeProperties.class)).allSatisfy(
				(name) -> assertThat(this.reference).containsKey("containerd.containers.<id>.probes.<name>." + name));
	}

	@Test
	void theFirstPageSaysTheSameAsTheReferenceGuide() {
		Map<String, List<String>> few = rows("README.md");
		few.keySet().removeIf((name) -> !name.startsWith("containerd.") && !name.startsWith("management."));

		assertThat(few).hasSizeGreaterThan(20);
		assertThat(this.reference).containsAllEntriesOf(few);
	}

	private static boolean isMap(Map<String, Object> property) {
		return property.get("type").toString().startsWith("java.util.Map<java.lang.String,io.github");
	}

	private static String shown(Object value) {
		if (value == null) {
			return "";
		}
		return "`" + ((value instanceof List<?> list) ? list.get(0) : value) + "`";
	}

	private static Stream<String> names(Class<?> type) {
		return Arrays.stream(BeanUtils.getPropertyDescriptors(type))
			.map(PropertyDescriptor::getName)
			.filter((name) -> !name.equals("class"))
			.map(DataObjectPropertyName::toDashedForm);
	}

	private static Map<String, List<String>> rows(String page) {
		try {
			Map<String, List<String>> rows = new LinkedHashMap<>();
			Matcher row = ROW.matcher(Files.readString(Path.of("..").resolve(page)));
			while (row.find()) {
				rows.put(row.group(1), List.of(row.group(2).strip(), row.group(3)));
			}
			return rows;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
