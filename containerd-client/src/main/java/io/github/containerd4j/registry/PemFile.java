package io.github.containerd4j.registry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.registry.RegistryTls.ClientCertificate;
import org.jspecify.annotations.Nullable;

/**
 * Certificates and keys in a file of PEM blocks.
 */
record PemFile(Path file) {

	private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END");

	private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

	// Version 0 and the identifier of RSA keys: what PKCS #8 puts before a key of PKCS
	// #1.
	private static final byte[] RSA_PREFIX = Base64.getDecoder().decode("AgEAMA0GCSqGSIb3DQEBAQUA");

	List<X509Certificate> certificates() {
		List<X509Certificate> certificates = new ArrayList<>();
		try {
			CertificateFactory factory = CertificateFactory.getInstance("X.509");
			for (byte[] block : blocks("CERTIFICATE")) {
				certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block)));
			}
		}
		catch (CertificateException ex) {
			throw invalid("it holds what is no X.509 certificate");
		}
		if (certificates.isEmpty()) {
			throw invalid("it holds no certificate in PEM");
		}
		return certificates;
	}

	PrivateKey privateKey() {
		List<byte[]> keys = new ArrayList<>(blocks("PRIVATE KEY"));
		blocks("RSA PRIVATE KEY").forEach((key) -> keys.add(asPkcs8(key)));
		if (keys.size() != 1) {
			throw invalid("expected one private key in PKCS #8 without a password (openssl pkcs8 -topk8 -nocrypt)");
		}
		for (String algorithm : ALGORITHMS) {
			PrivateKey key = tryRead(algorithm, keys.get(0));
			if (key != null) {
				return key;
			}
		}
		throw invalid("its private key is of no known kind");
	}

	private static @Nullable PrivateKey tryRead(String algorithm, byte[] key) {
		try {
			return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
		}
		catch (InvalidKeySpecException ex) {
			return null;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("this Java platform lacks " + algorithm, ex);
		}
	}

	private static byte[] asPkcs8(byte[] key) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		content.writeBytes(RSA_PREFIX);
		content.writeBytes(element(0x04, key));
		return element(0x30, content.toByteArray());
	}

	// One element of DER; keys are longer than 255 and shorter than 65536 bytes.
	private static byte[] element(int tag, byte[] content) {
		ByteArrayOutputStream element = new ByteArrayOutputStream();
		element.write(tag);
		element.write(0x82);
		element.write(content.length >> 8);
		element.write(content.length);
		element.writeBytes(content);
		return element.toByteArray();
	}

	private List<byte[]> blocks(String type) {
		List<byte[]> blocks = new ArrayList<>();
		Matcher block = BLOCK.matcher(text());
		while (block.find()) {
			if (block.group(1).equals(type)) {
				blocks.add(decode(block.group(2)));
			}
		}
		return blocks;
	}

	private byte[] decode(String base64) {
		try {
			return Base64.getMimeDecoder().decode(base64);
		}
		catch (IllegalArgumentException ex) {
			throw invalid("it holds a block that is no PEM");
		}
	}

	private String text() {
		try {
			return Files.readString(this.file, StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw invalid("it cannot be read: " + ex.getClass().getSimpleName());
		}
	}

	private InvalidArgumentException invalid(String reason) {
		return InvalidArgumentException.of("certificate file", this.file.toString(), reason);
	}

	static void keyPairInto(KeyStore store, ClientCertificate pair, String alias) throws GeneralSecurityException {
		Path key = pair.key();
		Certificate[] chain = new PemFile(pair.certificate()).certificates().toArray(Certificate[]::new);
		PrivateKey privateKey = new PemFile((key != null) ? key : pair.certificate()).privateKey();
		store.setKeyEntry(alias, privateKey, new char[0], chain);
	}

}
