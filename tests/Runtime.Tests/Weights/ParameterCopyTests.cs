using System;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Runtime.Tests.Weights;

public class ParameterCopyTests
{
    private static readonly ParameterLayout Layout = new(
        new ParameterInfo("fc.weight", ParameterRole.Weight, 2, 3), new ParameterInfo("fc.bias", ParameterRole.Bias, 2), new ParameterInfo("head.weight", ParameterRole.Weight, 1, 2));

    private readonly ParameterStore _store = new(Layout);

    [Fact]
    public void A_copy_tells_of_the_edits_after_it()
    {
        var copy = new ParameterCopy(_store);
        Assert.Equal("the parameters were not copied", copy.Edit);
        copy.Take(parameters => Assert.Equal(0, parameters.Values[0]));
        Assert.Null(copy.Edit);

        _store["fc.bias"][1] = 1;
        Assert.Equal("'fc.bias' was edited", copy.Edit);
        copy.Take(parameters => Assert.Equal(1, parameters["fc.bias"][1]));
        Assert.Null(copy.Edit);

        _store.Values[0] = 1;
        Assert.Equal("the parameters were edited", copy.Edit);
        copy.Take(_ => { });
        Assert.Null(copy.Edit);
    }

    [Fact]
    public void The_tensor_is_known_after_others_have_settled()
    {
        var (early, late) = (new ParameterCopy(_store), new ParameterCopy(_store));
        early.Take(_ => { });
        foreach (var edited in new[] { "head.weight", "fc.bias" })
        {
            late.Take(_ => { });
            _store[edited][0] += 1;
            Assert.Equal($"'{edited}' was edited", late.Edit);
            late.Take(_ => { });
            Assert.Null(late.Edit);
        }

        // The first in the order of the layout.
        Assert.Equal("'fc.bias' was edited", early.Edit);
        _store.Values[0] += 1;
        late.Take(_ => { });
        early.Take(_ => { });
        _store.Values[0] += 1;
        late.Take(_ => { });
        Assert.Equal("the parameters were edited", early.Edit);
    }

    [Fact]
    public void A_copy_that_failed_counts_for_nothing()
    {
        var copy = new ParameterCopy(_store);
        copy.Take(_ => { });
        _store["fc.bias"][0] = 1;

        Assert.Throws<NotSupportedException>(() => copy.Take(_ => throw new NotSupportedException()));
        Assert.Equal("'fc.bias' was edited", copy.Edit);
        copy.Take(_ => { });
        Assert.Null(copy.Edit);
    }

    [Fact]
    public void What_is_edited_while_it_is_copied_is_later()
    {
        var copy = new ParameterCopy(_store);

        copy.Take(_ => _store["fc.weight"][0] = 1);

        Assert.Equal("'fc.weight' was edited", copy.Edit);
    }

    [Fact]
    public void To_ask_allocates_nothing()
    {
        var copy = new ParameterCopy(_store);
        copy.Take(_ => { });
        Assert.Equal(0, Allocations.Of(() => Assert.Null(copy.Edit)));
        _ = _store["fc.bias"];
        Assert.Equal(0, Allocations.Of(() => Assert.Null(copy.Edit)));
    }

    [Fact]
    public void Nothing_to_copy_or_to_copy_with()
    {
        Assert.Throws<ArgumentNullException>("parameters", () => new ParameterCopy(null!));
        Assert.Throws<ArgumentNullException>("copy", () => new ParameterCopy(_store).Take(null!));
    }
}
