using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetSpec.Formats.Torch.Pickles;

/// <summary>
/// The stack machine of Python's pickles, protocols 2 to 5, without Python: it builds numbers, texts, tuples, lists and dictionaries, and asks
/// a <see cref="IPickleWorld"/> for the few calls that make tensors. No name is looked up and no code of the file runs, so that a pickle can
/// build nothing but these values.
/// </summary>
internal sealed class Unpickler
{
    private readonly PickleReader _reader;
    private readonly IPickleWorld _world;
    private readonly List<object?> _stack = [];
    private readonly Stack<int> _marks = [];
    private readonly Dictionary<int, object?> _memo = [];

    private Unpickler(PickleReader reader, IPickleWorld world) => (_reader, _world) = (reader, world);

    /// <summary>The value that a pickle builds.</summary>
    /// <param name="bytes">The pickle.</param>
    /// <param name="name">What to call its file in messages.</param>
    /// <param name="world">What its calls mean.</param>
    /// <exception cref="ModelFormatException">It is damaged, or has operations that checkpoints do not.</exception>
    public static object? Read(ReadOnlyMemory<byte> bytes, string name, IPickleWorld world) => new Unpickler(new PickleReader(bytes, name), world).Run();

    private object? Run()
    {
        while (true)
        {
            var code = _reader.Byte();
            if (code == '.')
                return Pop();
            if (!PushLiteral(code) && !Collect(code) && !Remember(code) && !Make(code))
                throw _reader.Damaged($"there is an operation 0x{code.ToString("X2", CultureInfo.InvariantCulture)}, which checkpoints do not have,");
        }
    }

    /// <summary>Operations that push a value which stands in the pickle.</summary>
    private bool PushLiteral(byte code)
    {
        object? value;
        switch (code)
        {
            case 0x80: _reader.Skip(1); return true;                  // PROTO
            case 0x95: _reader.Skip(8); return true;                  // FRAME
            case (byte)'N': value = null; break;
            case 0x88: value = true; break;
            case 0x89: value = false; break;
            case (byte)'J': value = (long)_reader.Int32(); break;
            case (byte)'K': value = (long)_reader.Byte(); break;
            case (byte)'M': value = (long)_reader.UInt16(); break;
            case 0x8A: value = _reader.Long(1); break;
            case 0x8B: value = _reader.Long(4); break;
            case (byte)'G': value = _reader.Double(); break;
            case (byte)'X': value = _reader.Text(4); break;
            case 0x8C: value = _reader.Text(1); break;
            case 0x8D: value = _reader.Text(8); break;
            case (byte)'U': value = _reader.Text(1); break;
            case (byte)'T': value = _reader.Text(4); break;
            case (byte)'C': value = _reader.Counted(1); break;
            case (byte)'B': value = _reader.Counted(4); break;
            case 0x8E or 0x96: value = _reader.Counted(8); break;
            default: return false;
        }

        _stack.Add(value);
        return true;
    }

    /// <summary>Operations that make and fill tuples, lists, sets and dictionaries.</summary>
    private bool Collect(byte code)
    {
        switch (code)
        {
            case (byte)'(': _marks.Push(_stack.Count); break;
            case (byte)')': _stack.Add(Array.Empty<object?>()); break;
            case (byte)']' or 0x8F: _stack.Add(new List<object?>()); break;
            case (byte)'}': _stack.Add(new PickleDictionary()); break;
            case (byte)'t': _stack.Add(PopToMark()); break;
            case 0x85 or 0x86 or 0x87: _stack.Add(PopMany(code - 0x84)); break;
            case (byte)'l' or 0x91: _stack.Add(PopToMark().ToList()); break;
            case (byte)'d': _stack.Add(Filled(new PickleDictionary(), PopToMark())); break;
            case (byte)'a': Append([Pop()]); break;
            case (byte)'e' or 0x90: Append(PopToMark()); break;
            case (byte)'s': Set(PopMany(2)); break;
            case (byte)'u': Set(PopToMark()); break;
            default: return false;
        }

        return true;
    }

    /// <summary>Operations on the stack and on values by number.</summary>
    private bool Remember(byte code)
    {
        switch (code)
        {
            case (byte)'q': _memo[_reader.Byte()] = Peek(); break;
            case (byte)'r': _memo[_reader.Int32()] = Peek(); break;
            case 0x94: _memo[_memo.Count] = Peek(); break;
            case (byte)'h': Recall(_reader.Byte()); break;
            case (byte)'j': Recall(_reader.Int32()); break;
            case (byte)'0': Pop(); break;
            case (byte)'1': PopToMark(); break;
            case (byte)'2': _stack.Add(Peek()); break;
            default: return false;
        }

        return true;
    }

    /// <summary>Operations that would name things of Python, call them and fill what they made.</summary>
    private bool Make(byte code)
    {
        switch (code)
        {
            case (byte)'c':
                var module = _reader.Line();
                _stack.Add(new PickleGlobal(module, _reader.Line()));
                break;
            case 0x93:
                var names = PopMany(2);
                _stack.Add(names is [string from, string what] ? new PickleGlobal(from, what) : throw _reader.Damaged("a name is no text"));
                break;
            case (byte)'R' or 0x81:
                Call(PopMany(2));
                break;
            case 0x92:
                var call = PopMany(3);
                Call([call[0], call[1]]);
                break;
            case (byte)'b':
                var state = Pop();
                if (Peek() is PickleObject made)
                    made.State = state;
                break;
            case (byte)'Q':
                _stack.Add(_world.Resolve(Pop()));
                break;
            default:
                return false;
        }

        return true;
    }

    private void Call(object?[] call)
    {
        if (call[1] is not object?[] arguments)
            throw _reader.Damaged("the arguments of a call are no tuple");
        _stack.Add(call[0] is PickleGlobal function ? _world.Call(function, arguments) ?? new PickleObject(function.ToString()) : new PickleObject("a value"));
    }

    private void Append(object?[] items)
    {
        if (Peek() is List<object?> list)
            list.AddRange(items);
        else if (Peek() is not PickleObject)
            throw _reader.Damaged("something is appended to no list");
    }

    private void Set(object?[] pairs)
    {
        switch (Peek())
        {
            case PickleDictionary dictionary:
                Filled(dictionary, pairs);
                break;
            case PickleObject made:
                made.Items = Filled(made.Items ?? new PickleDictionary(), pairs);
                break;
            default:
                throw _reader.Damaged("a key is set in no dictionary");
        }
    }

    private PickleDictionary Filled(PickleDictionary dictionary, object?[] pairs)
    {
        if (pairs.Length % 2 != 0)
            throw _reader.Damaged("a key has no value");
        for (var i = 0; i < pairs.Length; i += 2)
        {
            dictionary.Items.Add((pairs[i], pairs[i + 1]));
        }

        return dictionary;
    }

    private void Recall(int index) =>
        _stack.Add(_memo.TryGetValue(index, out var value)
            ? value
            : throw _reader.Damaged($"value {index.ToString(CultureInfo.InvariantCulture)} was not remembered"));

    private object? Peek() => _stack.Count > Floor ? _stack[^1] : throw _reader.Damaged("a value is missing");

    private object? Pop()
    {
        var value = Peek();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private object?[] PopMany(int count)
    {
        if (_stack.Count - count < Floor)
            throw _reader.Damaged("a value is missing");
        var values = _stack.GetRange(_stack.Count - count, count).ToArray();
        _stack.RemoveRange(_stack.Count - count, count);
        return values;
    }

    private object?[] PopToMark()
    {
        if (_marks.Count == 0)
            throw _reader.Damaged("a mark is missing");
        var count = _stack.Count - Floor;
        var values = PopMany(count);
        _marks.Pop();
        return values;
    }

    /// <summary>Values below the last mark are out of reach.</summary>
    private int Floor => _marks.Count == 0 ? 0 : _marks.Peek();
}
