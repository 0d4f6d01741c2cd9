using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Tool.Tests;

/// <summary>The shapes of JSON documents that docs/tool.md states: the block of a verb's section, whose leaves are names of types.</summary>
internal static class DocumentedShape
{
    private static readonly string[] Page = File.ReadAllLines(Repository.PathOf("docs", "tool.md"));

    /// <summary>Asserts that a document has the shape that the page states for a verb: these members, in this order, of these types.</summary>
    public static void Check(string verb, JsonElement document)
    {
        var section = Page.SkipWhile(line => line.TrimStart('#') != " " + verb).Skip(1).TakeWhile(line => !line.StartsWith('#')).ToList();
        Assert.True(section.Count > 0, $"docs/tool.md has no section '### {verb}'.");
        var block = section.SkipWhile(line => line != "```json").Skip(1).TakeWhile(line => line != "```");
        Check("$", JsonDocument.Parse(string.Join('\n', block)).RootElement, document);
    }

    private static void Check(string path, JsonElement shape, JsonElement found)
    {
        switch (shape.ValueKind)
        {
            case JsonValueKind.Object:
                Assert.True(found.ValueKind == JsonValueKind.Object, $"{path} is {found.ValueKind}, not an object");
                Assert.Equal(Members(shape), Members(found));
                foreach (var member in shape.EnumerateObject())
                {
                    var value = found.GetProperty(member.Name.TrimEnd('?'));
                    if (!member.Name.EndsWith('?') || value.ValueKind != JsonValueKind.Null)
                        Check($"{path}.{member.Name}", member.Value, value);
                }

                break;
            case JsonValueKind.Array:
                Assert.True(found.ValueKind == JsonValueKind.Array, $"{path} is {found.ValueKind}, not an array");
                foreach (var (item, i) in found.EnumerateArray().Select((item, i) => (item, i)))
                {
                    Check($"{path}[{i}]", shape[0], item);
                }

                break;
            default:
                var type = shape.GetString()!;
                var fits = type.TrimEnd('?') switch
                {
                    "string" => found.ValueKind == JsonValueKind.String,
                    "boolean" => found.ValueKind is JsonValueKind.True or JsonValueKind.False,
                    "integer" => found.ValueKind == JsonValueKind.Number && found.TryGetInt64(out _),
                    "number" => found.ValueKind == JsonValueKind.Number || (found.ValueKind == JsonValueKind.String && found.GetString() is "NaN" or "Infinity" or "-Infinity"),
                    _ => throw new InvalidDataException($"docs/tool.md: '{type}' at {path} is no type"),
                };
                Assert.True(fits || (type.EndsWith('?') && found.ValueKind == JsonValueKind.Null), $"{path} is {found.GetRawText()}, not {type}");
                break;
        }
    }

    private static IEnumerable<string> Members(JsonElement element) => element.EnumerateObject().Select(member => member.Name.TrimEnd('?'));
}
