namespace NetSpec.Compiler.Theory;

/// <summary>A partition of 0 .. n-1 whose parts are joined two at a time. The least member stands for its part.</summary>
internal sealed class DisjointSets
{
    private readonly int[] _parents;

    public DisjointSets(int count)
    {
        _parents = new int[count];
        for (var i = 0; i < count; i++)
        {
            _parents[i] = i;
        }
    }

    public int Find(int member)
    {
        while (_parents[member] != member)
        {
            // Every second step halves the way for those who come later.
            member = _parents[member] = _parents[_parents[member]];
        }

        return member;
    }

    public void Join(int one, int other)
    {
        var (a, b) = (Find(one), Find(other));
        if (a < b)
            _parents[b] = a;
        else
            _parents[a] = b;
    }
}
