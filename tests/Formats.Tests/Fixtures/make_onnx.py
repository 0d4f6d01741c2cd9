"""Makes the ONNX fixtures beside this file with PyTorch's own exporter. Run in this folder. The tests need no Python."""
import torch
from torch import nn

torch.manual_seed(0)


class Basic(nn.Module):
    def __init__(self, inside, out, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inside, out, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(out)
        self.relu = nn.ReLU()
        self.conv2 = nn.Conv2d(out, out, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(out)
        self.downsample = nn.Sequential(nn.Conv2d(inside, out, 1, stride, bias=False), nn.BatchNorm2d(out)) if stride > 1 else None

    def forward(self, x):
        y = self.bn2(self.conv2(self.relu(self.bn1(self.conv1(x)))))
        return self.relu(y + (x if self.downsample is None else self.downsample(x)))


class ResNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 4, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(4)
        self.relu = nn.ReLU()
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        self.layer1 = nn.Sequential(Basic(4, 4, 1), Basic(4, 4, 1))
        self.layer2 = nn.Sequential(Basic(4, 8, 2), Basic(8, 8, 1))
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(8, 5)

    def forward(self, x):
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        return self.fc(torch.flatten(self.avgpool(self.layer2(self.layer1(x))), 1))


class LeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 4, 5)
        self.conv2 = nn.Conv2d(4, 6, 3, padding=1)
        self.fc1 = nn.Linear(6 * 6 * 6, 10)
        self.fc2 = nn.Linear(10, 4)

    def forward(self, x):
        x = torch.max_pool2d(torch.relu(self.conv1(x)), 2)
        x = torch.max_pool2d(torch.relu(self.conv2(x)), 2)
        return self.fc2(torch.dropout(torch.relu(self.fc1(x.view(x.size(0), -1))), 0.5, self.training))


class UNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.down1 = nn.Conv2d(2, 4, 3, padding=1)
        self.down2 = nn.Conv2d(4, 8, 3, 2, 1)
        self.down3 = nn.Conv2d(8, 8, 3, 2, 1)
        self.up2 = nn.ConvTranspose2d(8, 8, 2, 2)
        self.mix2 = nn.Conv2d(16, 8, 3, padding=1)
        self.mix1 = nn.Conv2d(12, 4, 3, padding=1)
        self.head = nn.Conv2d(4, 1, 1)

    def forward(self, x):
        a = torch.relu(self.down1(x))
        b = torch.relu(self.down2(a))
        c = torch.relu(self.down3(b))
        c = torch.relu(self.mix2(torch.cat([self.up2(c), b], 1)))
        c = nn.functional.interpolate(c, scale_factor=2, mode="nearest")
        return torch.sigmoid(self.head(torch.relu(self.mix1(torch.cat([c, a], 1)))))


class MobileNet(nn.Module):
    def __init__(self):
        super().__init__()

        def separable(inside, out, stride):
            return nn.Sequential(
                nn.Conv2d(inside, inside, 3, stride, 1, groups=inside, bias=False), nn.BatchNorm2d(inside), nn.ReLU(),
                nn.Conv2d(inside, out, 1, bias=False), nn.BatchNorm2d(out), nn.ReLU())

        self.features = nn.Sequential(nn.ZeroPad2d((0, 1, 0, 1)), nn.Conv2d(3, 4, 3, 2), nn.ReLU(), separable(4, 8, 1), separable(8, 8, 2))
        self.classifier = nn.Linear(8, 3)

    def forward(self, x):
        return self.classifier(self.features(x).mean([2, 3]))


class Fire(nn.Module):
    def __init__(self, inside, squeeze, expand):
        super().__init__()
        self.squeeze = nn.Conv2d(inside, squeeze, 1)
        self.expand1x1 = nn.Conv2d(squeeze, expand, 1)
        self.expand3x3 = nn.Conv2d(squeeze, expand, 3, padding=1)

    def forward(self, x):
        x = torch.relu(self.squeeze(x))
        return torch.cat([torch.relu(self.expand1x1(x)), torch.relu(self.expand3x3(x))], 1)


class SqueezeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(3, 8, 3, 2), nn.ReLU(), nn.MaxPool2d(3, 2, ceil_mode=True), Fire(8, 4, 4), Fire(8, 4, 6))
        self.classifier = nn.Sequential(nn.Dropout(), nn.Conv2d(12, 5, 1), nn.ReLU(), nn.AdaptiveAvgPool2d(1))

    def forward(self, x):
        return torch.flatten(self.classifier(self.features(x)), 1)


class Mlp(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(6, 8), nn.BatchNorm1d(8), nn.LeakyReLU(0.1), nn.Linear(8, 8, bias=False), nn.ReLU(), nn.Linear(8, 2))

    def forward(self, x):
        return self.layers(x)


def export(model, name, shape, opset, **options):
    model.eval()
    with torch.no_grad():
        for parameter in model.modules():
            if isinstance(parameter, (nn.BatchNorm2d, nn.BatchNorm1d)):
                parameter.running_mean.normal_(0, 0.3)
                parameter.running_var.uniform_(0.5, 2)
                parameter.weight.uniform_(0.5, 1.5)
                parameter.bias.normal_(0, 0.3)
    torch.onnx.export(
        model, torch.randn(1, *shape), name + ".onnx", opset_version=opset, input_names=["input"], output_names=["output"],
        dynamic_axes={"input": {0: "batch"}, "output": {0: "batch"}}, **options)


keep = dict(training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=False)
export(ResNet(), "resnet", (3, 33, 33), 13, **keep)
export(ResNet(), "resnet_folded", (3, 33, 33), 11)
export(LeNet(), "lenet", (1, 28, 28), 9)
export(UNet(), "unet", (2, 16, 16), 11)
export(MobileNet(), "mobilenet", (3, 20, 20), 12, **keep)
export(SqueezeNet(), "squeezenet", (3, 31, 31), 16)
export(Mlp(), "mlp", (6,), 14, **keep)
export(nn.Sequential(nn.Linear(4, 4), nn.Softsign(), nn.Linear(4, 4), nn.SELU(), nn.Linear(4, 4)), "unsupported", (4,), 13)
