using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Runtime.Weights.Safetensors;

/// <summary>
/// Reads the JSON at the head of a safetensors file and checks all of it: one object; every tensor has one known dtype, a
/// shape and data_offsets whose length is what dtype and shape need; the tensors follow one another without gap or overlap
/// and end where the data end; no key stands twice; <c>__metadata__</c> maps strings to strings, or is null.
/// </summary>
internal ref struct SafetensorsHeader
{
    /// <summary>The longest header the format's own implementation accepts.</summary>
    public const int LongestHeader = 100_000_000;

    private const int MostDimensions = 64;

    private readonly string _file;
    private Utf8JsonReader _json;

    private SafetensorsHeader(ReadOnlySpan<byte> header, string file)
    {
        _file = file;

        // One level more than the format has, so that a value of the wrong kind is named before the depth is.
        _json = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = 4 });
    }

    /// <summary>The tensors in the order of their data, and the metadata.</summary>
    /// <param name="header">The bytes of the header, which begin with a brace.</param>
    /// <param name="dataLength">How many bytes follow the header, if that is known.</param>
    /// <param name="file">The name for messages.</param>
    public static (TensorInfo[] Tensors, Dictionary<string, string> Metadata) Parse(ReadOnlySpan<byte> header, long? dataLength, string file)
    {
        if (!Utf8.IsValid(header))
            throw new SafetensorsException(file, null, "the header is not valid UTF-8.");

        var parser = new SafetensorsHeader(header, file);
        try
        {
            var (tensors, metadata) = parser.ReadAll();
            TensorPlacement.Check(tensors, dataLength, file);
            return (tensors, metadata);
        }
        catch (JsonException e)
        {
            throw new SafetensorsException(
                file, null, $"the header is not valid JSON at byte {parser._json.BytesConsumed}.", e);
        }
    }

    private (TensorInfo[] Tensors, Dictionary<string, string> Metadata) ReadAll()
    {
        var tensors = new List<TensorInfo>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        Dictionary<string, string>? metadata = null;

        _json.Read();
        while (NextKey(null, out var key))
        {
            if (key == "__metadata__")
            {
                if (metadata is not null)
                    throw Problem(null, "__metadata__ stands twice in the header.");
                metadata = ReadMetadata();
            }
            else
            {
                if (!names.Add(key))
                    throw Problem(key, "its name stands twice in the header.");
                tensors.Add(ReadTensor(key));
            }
        }

        // Fails on anything but white space after the object.
        _json.Read();
        return (tensors.ToArray(), metadata ?? new Dictionary<string, string>(StringComparer.Ordinal));
    }

    private Dictionary<string, string> ReadMetadata()
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        _json.Read();
        if (_json.TokenType == JsonTokenType.Null)
            return metadata;
        if (_json.TokenType != JsonTokenType.StartObject)
            throw Problem(null, $"__metadata__ is {Kind(_json.TokenType)}; it must be an object.");
        while (NextKey(null, out var key))
        {
            _json.Read();
            if (_json.TokenType != JsonTokenType.String)
                throw Problem(null, $"__metadata__ {Quoted.Name(key)} is {Kind(_json.TokenType)}; it must be a string.");
            if (!metadata.TryAdd(key, Text(null)))
                throw Problem(null, $"__metadata__ has {Quoted.Name(key)} twice.");
        }

        return metadata;
    }

    private TensorInfo ReadTensor(string name)
    {
        TensorType? type = null;
        long[]? shape = null;
        long[]? offsets = null;

        Expect(JsonTokenType.StartObject, name, "its entry", "an object");
        while (NextKey(name, out var key))
        {
            switch (key)
            {
                case "dtype" when type is null:
                    type = ReadType(name);
                    break;
                case "shape" when shape is null:
                    shape = ReadNumbers(name, key, MostDimensions);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(name, key, 2);
                    break;
                case "dtype" or "shape" or "data_offsets":
                    throw Problem(name, $"{key} stands twice.");
                default:
                    throw Problem(name, $"unknown key {Quoted.Name(key)}; an entry has dtype, shape and data_offsets.");
            }
        }

        if (type is null || shape is null || offsets is null)
            throw Problem(name, $"{(type is null ? "dtype" : shape is null ? "shape" : "data_offsets")} is missing.");
        if (offsets.Length != 2)
            throw Problem(name, $"data_offsets has {offsets.Length} numbers; it must be [begin, end].");
        return TensorPlacement.Measure(name, type.Value, shape, offsets[0], offsets[1], _file);
    }

    private TensorType ReadType(string name)
    {
        Expect(JsonTokenType.String, name, "dtype", "a string");
        var spelling = Text(name);
        return TensorTypes.TryParse(spelling, out var type) ? type : throw Problem(name, $"unknown dtype {Quoted.Name(spelling)}.");
    }

    private long[] ReadNumbers(string name, string key, int most)
    {
        var numbers = new List<long>();
        Expect(JsonTokenType.StartArray, name, key, "an array");
        while (true)
        {
            _json.Read();
            if (_json.TokenType == JsonTokenType.EndArray)
                return numbers.ToArray();
            if (_json.TokenType != JsonTokenType.Number)
                throw Problem(name, $"{key} has {Kind(_json.TokenType)} in it; it must have whole numbers.");
            if (!_json.TryGetInt64(out var number) || number < 0)
                throw Problem(name, $"{key} has {Quoted.Plain(System.Text.Encoding.UTF8.GetString(_json.ValueSpan))} in it; it must have whole "
                    + $"numbers from 0 to {long.MaxValue.ToString(CultureInfo.InvariantCulture)}.");
            if (numbers.Count == most)
                throw Problem(name, $"{key} has more than {most} numbers.");
            numbers.Add(number);
        }
    }

    private bool NextKey(string? tensor, out string key)
    {
        _json.Read();
        key = _json.TokenType == JsonTokenType.PropertyName ? Text(tensor) : "";
        return _json.TokenType == JsonTokenType.PropertyName;
    }

    private void Expect(JsonTokenType token, string? tensor, string what, string kind)
    {
        _json.Read();
        if (_json.TokenType != token)
            throw Problem(tensor, $"{what} is {Kind(_json.TokenType)}; it must be {kind}.");
    }

    private readonly string Text(string? tensor)
    {
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            // The bytes are UTF-8, so what is left is an escape such as "\ud800" that is half a character.
            throw new SafetensorsException(_file, tensor, $"a string before byte {_json.BytesConsumed} of the header escapes half a surrogate pair.", e);
        }
    }

    private static string Kind(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "a boolean",
    };

    private readonly SafetensorsException Problem(string? tensor, string problem) => new(_file, tensor, problem);
}
