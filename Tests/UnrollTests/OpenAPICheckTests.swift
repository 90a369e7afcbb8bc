import Testing

@testable import Unroll

@Suite("OpenAPI check") struct OpenAPICheckTests {
    static let sample = """
        {"paths": {"/1/things/{id}": {"get": {
            "parameters": [{"name": "id", "in": "path", "schema": {"$ref": "#/components/schemas/Id"}},
                {"name": "fields", "in": "query", "required": true, "explode": false,
                    "schema": {"type": "array", "minItems": 1, "items": {"type": "string", "enum": ["a", "b"]}}},
                {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 40}}],
            "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}}
        }}}, "components": {"schemas": {"Id": {"type": "string", "pattern": "^[0-9]{1,3}$"},
            "Thing": {"allOf": [{"type": "object", "required": ["id"],
                "properties": {"id": {"$ref": "#/components/schemas/Id"}}},
                {"type": "object", "properties": {"size": {"type": ["integer", "null"]}}}]}}}}
        """

    @Test(arguments: [
        ("https://x.test/1/things/12?fields=a%2Cb&limit=40", 0), ("https://x.test/1/things/12?fields=a,c", 1),
        ("https://x.test/1/things/12", 1), ("https://x.test/1/things/1234?fields=a&limit=41&more=1", 3),
        ("https://x.test/2/things/1?fields=a", 1),
    ])
    func requests(url: String, complaints: Int) throws {
        let check = try OpenAPICheck(Array(Self.sample.utf8))
        #expect(check.complaints(aboutRequest: url).count == complaints)
    }

    @Test(arguments: [
        (#"{"id": "1", "size": null}"#, 0), (#"{"size": 1}"#, 1), (#"{"id": 1}"#, 1),
        (#"{"id": "1", "size": "big", "colour": "red"}"#, 2), ("[", 1),
    ])
    func answers(body: String, complaints: Int) throws {
        let check = try OpenAPICheck(Array(Self.sample.utf8), strict: true)
        let url = "https://x.test/1/things/12"
        #expect(check.complaints(about: Array(body.utf8), status: 200, to: url).count == complaints)
    }
}
