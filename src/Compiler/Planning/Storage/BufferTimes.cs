using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Compiler.Planning.Storage;

/// <summary>
/// Which of some buffers are needed while another one is, found without a look at the rest: those that begin meanwhile, by their
/// beginnings, and those that are under way when it begins, in a tree that halves time. Each buffer is in the largest parts of
/// time that it covers, twice the logarithm of all time at most.
/// </summary>
internal sealed class BufferTimes
{
    private readonly IReadOnlyList<BufferRequest> _requests;
    private readonly List<int>?[] _beginning;
    private readonly List<int>?[] _covering;
    private readonly int _leaves = 1;

    /// <param name="requests">The buffers, none of which is in yet.</param>
    public BufferTimes(IReadOnlyList<BufferRequest> requests)
    {
        _requests = requests;
        var times = requests.Select(request => request.Last).DefaultIfEmpty(0).Max() + 1;
        while (_leaves < times)
        {
            _leaves *= 2;
        }

        _beginning = new List<int>?[times];
        _covering = new List<int>?[2 * _leaves];
    }

    /// <summary>Puts one of the buffers in.</summary>
    public void Add(int buffer)
    {
        var request = _requests[buffer];
        (_beginning[request.First] ??= []).Add(buffer);

        // From both ends to the common ancestor: a right child on the left, a left child on the right stand for themselves.
        for (int left = request.First + _leaves, right = request.Last + _leaves + 1; left < right; left /= 2, right /= 2)
        {
            if (left % 2 == 1)
                (_covering[left++] ??= []).Add(buffer);
            if (right % 2 == 1)
                (_covering[--right] ??= []).Add(buffer);
        }
    }

    /// <summary>Lists those that are in and needed during some operation of another one.</summary>
    public void Meeting(BufferRequest request, List<int> met)
    {
        for (var part = request.First + _leaves; part > 0; part /= 2)
        {
            if (_covering[part] is { } covering)
                met.AddRange(covering);
        }

        for (var time = request.First + 1; time <= Math.Min(request.Last, _beginning.Length - 1); time++)
        {
            if (_beginning[time] is { } beginning)
                met.AddRange(beginning);
        }
    }
}
