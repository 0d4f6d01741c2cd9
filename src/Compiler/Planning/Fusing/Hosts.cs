using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Compiler.Planning.Fusing;

/// <summary>Which value lives in which other one: a forest. Paths to roots are shortened as they are walked.</summary>
internal sealed class Hosts
{
    private const int None = -1;

    private readonly int[] _host;
    private readonly int[] _channel;
    private readonly int[] _ancestor;
    private readonly int[] _ancestorChannel;

    public Hosts(int count)
    {
        _host = [.. Enumerable.Repeat(None, count)];
        _ancestor = [.. _host];
        _channel = new int[count];
        _ancestorChannel = new int[count];
    }

    /// <summary>Whether a value lives in no other.</summary>
    public bool IsRoot(int value) => _host[value] == None;

    /// <summary>Whether a value was put into another one from a channel on.</summary>
    public bool IsAt(int value, int host, int channel) => _host[value] == host && _channel[value] == channel;

    /// <summary>Puts a root into another tree.</summary>
    public void Put(int value, int host, int channel)
    {
        _host[value] = _ancestor[value] = host;
        _channel[value] = _ancestorChannel[value] = channel;
    }

    /// <summary>The root a value lives in.</summary>
    public int Root(int value) => Find(value).Root;

    /// <summary>The root a value lives in, and from which of its channels on.</summary>
    public (int Root, int Channel) Find(int value)
    {
        var path = new Stack<int>();
        while (_ancestor[value] != None)
        {
            path.Push(value);
            value = _ancestor[value];
        }

        var channel = 0;
        foreach (var below in path)
        {
            channel += _ancestorChannel[below];
            _ancestor[below] = value;
            _ancestorChannel[below] = channel;
        }

        return (value, channel);
    }
}
